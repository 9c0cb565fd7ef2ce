import type { ActionContext } from 'adminjs';
import { InvalidInputError } from '../../core/http/app-error.js';
import type { StaffUser } from '../staff-authenticator.js';
import { BULK_DELETE, DELETE } from './actions/delete.actions.js';
import type { EntityAction } from './actions/entity-action.js';
import { EDIT, NEW, SHOW } from './actions/form.actions.js';
import { HISTORY } from './actions/history.action.js';
import { LIST } from './actions/list.action.js';
import { PERIODS } from './actions/periods.action.js';
import { BULK_RUN, RUN } from './actions/run.actions.js';
import { SEARCH } from './actions/search.action.js';
import type { EntityResource } from './entity-resource.js';

/** Every action of every entity by name; one that is not here does not exist. */
export const ACTIONS: ReadonlyMap<string, EntityAction> = new Map(
  [LIST, PERIODS, SEARCH, NEW, SHOW, EDIT, DELETE, BULK_DELETE, HISTORY, RUN, BULK_RUN].map((action) => [
    action.name,
    action,
  ]),
);

const ACTION_TYPES = { resourceAction: 'resource', recordAction: 'record', bulkAction: 'bulk' } as const;

/** The actions in AdminJS's terms, each shown and allowed only to those with its ability. */
export function entityActions(resource: EntityResource): Record<string, object> {
  const actions = [...ACTIONS.values()].map(({ name, ability, route, handler, page, component }) => {
    const isAccessible = ({ currentAdmin }: ActionContext): boolean =>
      currentAdmin !== undefined && resource.admin.allows(currentAdmin as unknown as StaffUser, ability);
    return [
      name,
      {
        isAccessible,
        actionType: ACTION_TYPES[route],
        // An action with a page of ours is answered without AdminJS, which wants a handler of each all the same.
        ...((handler ?? page) && { handler: handler ?? (() => ({})) }),
        ...(component && { component }),
        ...(name === 'search' ? {} : { showInDrawer: false }),
      },
    ];
  });
  return Object.fromEntries(actions) as Record<string, object>;
}

/**
 * Query or form fields whose names would reach into an object's prototype, replace its methods, or make AdminJS
 * build an enormous array, are no fields of ours.
 */
export function refuseOddNames(values: object): void {
  for (const name of Object.keys(values)) {
    if (/(^|[.~])(__proto__|constructor|prototype|toString|valueOf|\d{5,})([.~]|$)/.test(name)) {
      throw new InvalidInputError({ [name.slice(0, 100)]: ['There is no such field.'] });
    }
  }
}
