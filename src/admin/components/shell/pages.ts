import type { ComponentType } from 'react';
import { DeleteConfirmation } from '../delete-confirmation/delete-confirmation.js';
import { EntityDetail } from '../entity-detail/entity-detail.js';
import { EntityForm } from '../entity-form/entity-form.js';
import { EntityList } from '../entity-list/entity-list.js';
import { History } from '../history/history.js';
import type { PageProps, ToolPageProps } from '../kit/page-props.js';
import { RunAction } from '../row-actions/run-action.js';
import { TaskMonitor } from '../task-monitor/task-monitor.js';

/** Pages of entities, by the name that an action gives as its `component`. */
export const ENTITY_PAGES: Readonly<Record<string, ComponentType<PageProps>>> = {
  DeleteConfirmation,
  EntityDetail,
  EntityForm,
  EntityList,
  History,
  RunAction,
};

/** Pages about no single entity, by the name that an `AdminPage` gives as its `component`. */
export const TOOL_PAGES: Readonly<Record<string, ComponentType<ToolPageProps>>> = { TaskMonitor };
