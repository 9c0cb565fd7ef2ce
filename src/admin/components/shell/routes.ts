import { Overview } from '../overview/overview.js';
import { EntityRoute } from './entity-route.js';
import { ToolRoute } from './tool-route.js';

export {
  Overview as DashboardRoute,
  EntityRoute as ResourceRoute,
  EntityRoute as ResourceActionRoute,
  EntityRoute as RecordActionRoute,
  EntityRoute as BulkActionRoute,
  ToolRoute as PageRoute,
};
