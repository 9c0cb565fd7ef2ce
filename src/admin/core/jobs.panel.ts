import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PanelContent } from '../answers/overview.answer.js';
import { DashboardPanel } from '../dashboard-panel.js';

interface Figures {
  waiting: number;
  running: number;
  failed: number;
}

/** How the service's jobs stand. */
@Injectable()
export class JobsPanel extends DashboardPanel {
  readonly title = 'Jobs';
  readonly view = 'core.view_task_result';

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async load(): Promise<PanelContent> {
    const [figures] = await this.dataSource.query<Figures[]>(
      `SELECT (SELECT count(*)::int FROM outbox_message) AS waiting,
              (SELECT count(*)::int FROM task_result WHERE status = 'running') AS running,
              (SELECT count(*)::int FROM task_result
                WHERE status = 'failed' AND created_at > now() - interval '1 day') AS failed`,
    );
    const { waiting, running, failed } = figures!;
    const path = '/resources/task_result/actions/list';
    return {
      figures: [
        { label: 'Waiting to be queued', value: waiting },
        { label: 'Running', value: running, path },
        { label: 'Failed in the last day', value: failed, path, tone: failed > 0 ? 'bad' : 'good' },
      ],
    };
  }
}
