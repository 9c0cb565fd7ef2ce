import type { ListSpec } from '../core/lists/list-spec.js';
import type { {{Entity}}Answer } from './{{file}}.dto.js';
import { {{Entity}} } from './{{file}}.entity.js';

/** Somebody's {{many}}. */
export const {{ROOMS}}: ListSpec<{{Entity}}Answer> = {
  name: '{{room}}',
  entity: {{Entity}},
  columns: {
    id: 'id',
    user: 'userId',
    name: 'name',
    description: 'description',
    created_at: 'createdAt',
    updated_at: 'updatedAt',
    version: 'version',
  },
  owner: 'userId',
  filters: {
    name: { column: 'name', value: 'text', description: 'Exactly this name.' },
    created_from: { column: 'createdAt', value: 'instant', is: '>=', description: 'At this time or later.' },
    created_before: { column: 'createdAt', value: 'instant', is: '<', description: 'Earlier than this.' },
  },
  search: ['name'],
  orderings: { created_at: 'createdAt', name: 'name', id: 'id' },
  defaultOrdering: '-created_at',
  count: 'exact',
};
