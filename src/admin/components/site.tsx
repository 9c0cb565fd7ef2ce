import { DeleteConfirmation } from './delete-confirmation/delete-confirmation.js';
import { EntityList } from './entity-list/entity-list.js';
import { History } from './history/history.js';
import { EntityDetail } from './entity-detail/entity-detail.js';
import { EntityForm } from './entity-form/entity-form.js';
import { site } from './kit/globals.js';
import { Overview } from './overview/overview.js';
import { RunAction } from './row-actions/run-action.js';
import { EntityRoute } from './shell/entity-route.js';
import { LoggedIn } from './shell/logged-in.js';
import { Notices } from './shell/notices.js';
import { Sidebar } from './shell/sidebar.js';
import { ToolRoute } from './shell/tool-route.js';
import { TaskMonitor } from './task-monitor/task-monitor.js';

/** Pages, by the name that an action or an `AdminPage` gives as its `component`. */
const PAGES = {
  DeleteConfirmation,
  EntityDetail,
  EntityForm,
  EntityList,
  History,
  RunAction,
  TaskMonitor,
};

/** Parts of AdminJS's shell that are ours, by the names under which it asks for them. */
const SHELL = {
  Overview,
  LoggedIn,
  SidebarResourceSection: Sidebar,
  NoticeBox: Notices,
  ResourceRoute: EntityRoute,
  ResourceActionRoute: EntityRoute,
  RecordActionRoute: EntityRoute,
  BulkActionRoute: EntityRoute,
  PageRoute: ToolRoute,
};

site.AdminJS.UserComponents = { ...SHELL, ...PAGES };
site.createRoot(document.getElementById('app')!).render(site.AdminJS.Application);
