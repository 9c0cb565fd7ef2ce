import type { Action } from 'adminjs';
import type { Ability } from '../../abilities.js';

/** What somebody can do on a page of the admin: its address, what it takes, what answers and what shows it. */
export interface EntityAction {
  name: string;
  ability: Ability;
  /** Kind of its address: of the entity, of one row, or of several. */
  route: 'resourceAction' | 'recordAction' | 'bulkAction';
  /** Answers its requests; AdminJS's own handler when absent. */
  handler?: Action<never>['handler'];
  /** Name of the component that shows it, one of `src/admin/components`; AdminJS's own when absent. */
  component?: string;
}
