import type { MonitoredTask } from '../../answers/task-monitor.answer.js';
import { pageAddress, recordPath } from '../kit/addresses.js';
import { Card, CardTitle } from '../kit/card.js';
import { Link } from '../kit/navigation.js';
import { ago } from '../kit/time.js';
import { Table } from './table.js';

interface Props {
  title: string;
  /** What `at` of the tasks means. */
  since: string;
  tasks: readonly MonitoredTask[];
  /** What can be done to each; null for those who may not. */
  action: 'retry' | 'cancel' | null;
}

const LABELS = { retry: 'Retry', cancel: 'Cancel' };

/** Some tasks, each with the way to all about it. */
export function TaskTable({ title, since, tasks, action }: Props) {
  return (
    <Card aria-label={title}>
      <CardTitle>{title}</CardTitle>
      {tasks.length === 0 && <p>None.</p>}
      {tasks.length > 0 && (
        <Table>
          <thead>
            <tr>
              <th scope="col">Job</th>
              <th scope="col">Queue</th>
              <th scope="col">{since}</th>
              <th scope="col">Attempts</th>
              <th scope="col">{since === 'Failed' ? 'Why' : 'Progress'}</th>
              {action && <th scope="col" aria-label="Action" />}
            </tr>
          </thead>
          <tbody>
            {tasks.map(({ key, job, queue, at, attempts, progress, problem }) => (
              <tr key={key}>
                <th scope="row">
                  <Link to={pageAddress(recordPath('task_result', key, 'show'))}>{job}</Link>
                </th>
                <td>{queue}</td>
                <td>
                  <time dateTime={at} title={at}>
                    {ago(at)}
                  </time>
                </td>
                <td>{attempts}</td>
                <td className="long">{problem ?? (progress === null ? '–' : `${progress} %`)}</td>
                {action && (
                  <td>
                    <Link
                      to={pageAddress(`${recordPath('task_result', key, 'run')}?action=${action}`)}
                      aria-label={`${LABELS[action]} ${job}`}
                    >
                      {LABELS[action]}
                    </Link>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
