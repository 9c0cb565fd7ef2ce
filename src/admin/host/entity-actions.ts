import { BULK_DELETE, DELETE } from './actions/delete.actions.js';
import type { EntityAction } from './actions/entity-action.js';
import { EDIT, NEW, SHOW } from './actions/form.actions.js';
import { HISTORY } from './actions/history.action.js';
import { LIST } from './actions/list.action.js';
import { PERIODS } from './actions/periods.action.js';
import { BULK_RUN, RUN } from './actions/run.actions.js';
import { SEARCH } from './actions/search.action.js';
import { EXPORT } from './exports/export.action.js';

/** Every action of every entity by name; one that is not here does not exist. */
export const ACTIONS: ReadonlyMap<string, EntityAction> = new Map(
  [LIST, EXPORT, PERIODS, SEARCH, NEW, SHOW, EDIT, DELETE, BULK_DELETE, HISTORY, RUN, BULK_RUN].map(
    (action) => [action.name, action],
  ),
);
