import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CacheNamespace } from '../../core/cache/cache-namespace.js';
import { Cache } from '../../core/cache/cache.service.js';
import type { PanelContent } from '../answers/overview.answer.js';
import { DashboardPanel } from '../dashboard-panel.js';

interface Figures {
  waiting: number;
  running: number;
  failed: number;
}

const LIST = '/resources/task_result/actions/list';

/** By the partial indexes of tasks under way and of those without success. */
const FIGURES = `
  SELECT (SELECT count(*) FROM outbox_message WHERE waits_for = 0)::int
       + (count(*) FILTER (WHERE status = 'waiting' AND coalesce(run_at, created_at) <= now()))::int AS waiting,
         (count(*) FILTER (WHERE status = 'running'))::int AS running,
         (SELECT count(*)::int FROM task_result
           WHERE status = 'failed' AND created_at > now() - interval '1 day') AS failed
    FROM task_result WHERE finished_at IS NULL`;

/** For how long figures are shown to everyone without counting anew, in milliseconds. */
const TTL_MS = 5_000;

/** How the service's jobs stand. */
@Injectable()
export class JobsPanel extends DashboardPanel {
  readonly title = 'Jobs';
  readonly view = 'core.view_task_result';

  private readonly figures: CacheNamespace<Figures>;

  constructor(
    private readonly dataSource: DataSource,
    cache: Cache,
  ) {
    super();
    this.figures = cache.namespace({ name: 'jobs-panel', ttl: TTL_MS });
  }

  async load(): Promise<PanelContent> {
    const { waiting, running, failed } = await this.figures.getOrSet('all', () => this.count());
    return {
      figures: [
        { label: 'Waiting', value: waiting, path: '/pages/task-monitor' },
        { label: 'Running', value: running, path: `${LIST}?filters.status=running` },
        {
          label: 'Failed in the last day',
          value: failed,
          path: `${LIST}?filters.status=failed`,
          tone: failed > 0 ? 'bad' : 'good',
        },
      ],
    };
  }
  private async count(): Promise<Figures> {
    const [figures] = await this.dataSource.query<Figures[]>(FIGURES);
    return figures!;
  }
}
