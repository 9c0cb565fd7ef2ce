import { Loader } from '@adminjs/design-system';
import { useEffect } from 'react';
import type { TaskMonitorAnswer } from '../../answers/task-monitor.answer.js';
import { toolPath } from '../kit/addresses.js';
import { PageHeader } from '../kit/page-header.js';
import type { ToolPageProps } from '../kit/page-props.js';
import { Problem } from '../kit/problem.js';
import { styled } from '../kit/styled.js';
import { useLoaded } from '../kit/use-loaded.js';
import { EndedChart } from './ended-chart.js';
import { QueueTable } from './queue-table.js';
import { TaskTable } from './task-table.js';

/** How often it asks again, in milliseconds; not while nobody looks. */
const REFRESH_MS = 5_000;

const Stack = styled.div`
  display: grid;
  gap: 24px;
  grid-template-columns: minmax(0, 1fr);
`;

const Charts = styled.div`
  display: grid;
  gap: 24px;
  grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr));
`;

/** How background work stands, kept up to date while one looks. */
export function TaskMonitor({ id, label }: ToolPageProps) {
  const { body, refusal, reload } = useLoaded<TaskMonitorAnswer>(toolPath(id));
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <>
      <PageHeader title={label} trail={[]} />
      {!body && !refusal && <Loader />}
      {refusal && <Problem refusal={refusal} retry={reload} />}
      {body && (
        <Stack>
          <QueueTable queues={body.queues} outbox={body.outbox} />
          <Charts>
            <EndedChart title="Ended in the last hour" steps={body.hour} />
            <EndedChart title="Ended in the last day" steps={body.day} />
          </Charts>
          <TaskTable
            title="Running"
            since="Began"
            tasks={body.running}
            action={body.mayChange ? 'cancel' : null}
          />
          <TaskTable
            title="Latest failures"
            since="Failed"
            tasks={body.failures}
            action={body.mayChange ? 'retry' : null}
          />
        </Stack>
      )}
    </>
  );
}
