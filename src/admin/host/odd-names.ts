import { InvalidInputError } from '../../core/http/app-error.js';

/** Query or form fields whose names would reach into an object's prototype or replace its methods are no fields of ours. */
export function refuseOddNames(values: object): void {
  for (const name of Object.keys(values)) {
    if (/(^|[.~])(__proto__|constructor|prototype|toString|valueOf)([.~]|$)/.test(name)) {
      throw new InvalidInputError({ [name.slice(0, 100)]: ['There is no such field.'] });
    }
  }
}
