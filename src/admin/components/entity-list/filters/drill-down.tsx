import { useState } from 'react';
import type { PeriodsAnswer } from '../../../answers/list.answer.js';
import { actionPath } from '../../kit/addresses.js';
import { Problem } from '../../kit/problem.js';
import { styled } from '../../kit/styled.js';
import { useLoaded } from '../../kit/use-loaded.js';
import { LinkButton } from '../control-style.js';
import { periodText } from '../filter-text.js';
import { choiceOf, withFilters } from '../list-address.js';
import type { FilterProps } from './filter-props.js';

const Periods = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 2px 10px;
`;

interface Props extends FilterProps {
  /** The year, month or day chosen so far; empty at the top. */
  period: string;
}

/** Down from year to month to day, each only where there are rows. */
export function DrillDown(props: Props) {
  const [isOpen, setOpen] = useState(props.period !== '');
  if (!isOpen) return <LinkButton onClick={() => setOpen(true)}>By year, month, day</LinkButton>;
  return <OpenDrillDown {...props} />;
}

function OpenDrillDown({ entity, filter, query, set, period }: Props) {
  const within = period.length === 10 ? period.slice(0, 7) : period;
  const others = choiceOf(
    withFilters(query, [
      { name: filter.name, values: [] },
      { name: filter.name, operator: 'from', values: [] },
      { name: filter.name, operator: 'to', values: [] },
    ]),
  );
  const asked = new URLSearchParams(others);
  asked.set('of', filter.name);
  if (within) asked.set('within', within);
  const path = `${actionPath(entity, 'periods')}?${asked.toString()}`;
  const { body, refusal, reload } = useLoaded<PeriodsAnswer>(path);
  const go = (to: string): void =>
    set({ values: to ? [to] : [] }, { operator: 'from', values: [] }, { operator: 'to', values: [] });
  const above = within.includes('-') ? within.slice(0, 4) : '';
  return (
    <nav aria-label={`${filter.label} by year, month, day`}>
      {within && (
        <LinkButton onClick={() => go(above)}>‹ {above ? periodText(above) : 'All years'}</LinkButton>
      )}
      {refusal && <Problem refusal={refusal} retry={reload} />}
      <Periods>
        {body?.periods.map((choice) => (
          <LinkButton key={choice} aria-pressed={choice === period} onClick={() => go(choice)}>
            {choice === period ? <strong>{shortText(choice)}</strong> : shortText(choice)}
          </LinkButton>
        ))}
        {body?.periods.length === 0 && <span>There is none.</span>}
      </Periods>
    </nav>
  );
}

/** The part of a period that tells it from its neighbours: the day of a month, the month of a year. */
function shortText(period: string): string {
  if (period.length === 10) return String(Number(period.slice(8)));
  if (period.length === 4) return period;
  const month = new Date(`${period}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' }).format(month);
}
