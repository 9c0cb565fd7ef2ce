import type { MonitoredQueue } from '../../answers/task-monitor.answer.js';
import { listPath, pageAddress } from '../kit/addresses.js';
import { Card, CardTitle } from '../kit/card.js';
import { Link } from '../kit/navigation.js';
import { Table } from './table.js';

interface Props {
  queues: readonly MonitoredQueue[];
  outbox: number;
}

const listOf = (queue: string, status: string): string =>
  pageAddress(`${listPath('task_result')}?filters.queue=${queue}&filters.status=${status}`);

/** Every queue with what waits, runs and has ended in it. */
export function QueueTable({ queues, outbox }: Props) {
  return (
    <Card aria-label="Queues">
      <CardTitle>Queues</CardTitle>
      <Table>
        <thead>
          <tr>
            <th scope="col">Queue</th>
            <th scope="col">Waiting</th>
            <th scope="col">The oldest for</th>
            <th scope="col">Planned</th>
            <th scope="col">Running</th>
            <th scope="col">Done, last hour</th>
            <th scope="col">Failed, last hour</th>
          </tr>
        </thead>
        <tbody>
          {queues.map(({ name, waiting, waitingSeconds, planned, running, done, failed }) => (
            <tr key={name} data-testid={`queue-${name}`}>
              <th scope="row">{name}</th>
              <td>
                <Link to={listOf(name, 'waiting')}>{waiting}</Link>
              </td>
              <td>{waitingSeconds === null ? '–' : duration(waitingSeconds)}</td>
              <td>{planned}</td>
              <td>
                <Link to={listOf(name, 'running')}>{running}</Link>
              </td>
              <td>{done}</td>
              <td className={failed > 0 ? 'bad' : undefined}>
                <Link to={listOf(name, 'failed')}>{failed}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {outbox > 0 && (
        <p style={{ marginTop: '12px' }}>
          <Link to={pageAddress(listPath('outbox_message'))}>
            {outbox >= 1_000 ? 'A thousand tasks or more' : `${outbox} ${outbox === 1 ? 'task' : 'tasks'}`}
          </Link>{' '}
          still to be queued.
        </p>
      )}
    </Card>
  );
}

/** Seconds in the largest unit that fits: `40 s`, `12 min`, `3 h`, `9 days`. */
function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} days`;
}
