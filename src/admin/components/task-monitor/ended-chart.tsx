import type { EndedTasks } from '../../answers/task-monitor.answer.js';
import { Card, CardTitle } from '../kit/card.js';
import { styled } from '../kit/styled.js';

interface Props {
  title: string;
  steps: readonly EndedTasks[];
}

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const HEIGHT = 96;

const Bars = styled.div`
  display: flex;
  align-items: flex-end;
  gap: 3px;
  height: ${HEIGHT}px;
  border-bottom: 1px solid ${({ theme }) => theme.colors.border};
`;

const Step = styled.div`
  flex: 1;
  display: flex;
  flex-direction: column;
  justify-content: flex-end;
  height: 100%;
`;

const Bar = styled.i<{ $bad?: boolean }>`
  display: block;
  background: ${({ theme, $bad }) => ($bad ? theme.colors.error : theme.colors.primary60)};
`;

const Axis = styled.div`
  display: flex;
  justify-content: space-between;
  margin-top: 4px;
  font-size: 12px;
  color: ${({ theme }) => theme.colors.grey60};
`;

const sum = (steps: readonly EndedTasks[], of: 'done' | 'failed'): number =>
  steps.reduce((total, step) => total + step[of], 0);

/** How many tasks ended when: a bar for each step, what did not succeed on top in red; in words for who cannot see it. */
export function EndedChart({ title, steps }: Props) {
  const highest = Math.max(1, ...steps.map(({ done, failed }) => done + failed));
  const height = (count: number): string => `${count === 0 ? 0 : Math.max(2, (count / highest) * HEIGHT)}px`;
  const told = `${sum(steps, 'done')} done, ${sum(steps, 'failed')} without success`;
  return (
    <Card aria-label={title}>
      <CardTitle>{title}</CardTitle>
      <p style={{ marginBottom: '12px' }}>{told}</p>
      <Bars aria-hidden="true">
        {steps.map(({ from, done, failed }) => (
          <Step key={from} title={`${TIME.format(new Date(from))}: ${done} done, ${failed} without success`}>
            <Bar $bad style={{ height: height(failed) }} />
            <Bar style={{ height: height(done) }} />
          </Step>
        ))}
      </Bars>
      <Axis aria-hidden="true">
        <span>{TIME.format(new Date(steps[0]!.from))}</span>
        <span>now</span>
      </Axis>
    </Card>
  );
}
