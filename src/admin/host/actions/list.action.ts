import type { EntityAction } from './entity-action.js';

/** The rows of an entity. */
export const LIST: EntityAction = { name: 'list', ability: 'view', route: 'resourceAction' };
