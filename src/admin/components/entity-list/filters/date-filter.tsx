import { Choice, Control } from '../control-style.js';
import { filterValues } from '../list-address.js';
import { PRESETS } from '../filter-text.js';
import { DrillDown } from './drill-down.js';
import type { FilterProps } from './filter-props.js';
import { Range } from './number-filter.js';

/** A period by its name, days from one to another, or down from year to month to day. */
export function DateFilter(props: FilterProps) {
  const { filter, query, set } = props;
  const [period = ''] = filterValues(query, filter.name);
  const end = (operator: 'from' | 'to', label: string) => {
    const [current = ''] = filterValues(query, filter.name, operator);
    return (
      <label>
        {label}
        <Control
          key={current}
          type="date"
          name={`${filter.name}~${operator}`}
          defaultValue={current.slice(0, 10)}
          onChange={({ target }) => {
            // While a year is being typed it has leading zeros.
            if (target.value === '' || Number(target.value.slice(0, 4)) >= 1000)
              set({ values: [] }, { operator, values: target.value === '' ? [] : [target.value] });
          }}
        />
      </label>
    );
  };
  return (
    <>
      <Choice
        aria-label={`${filter.label}: period`}
        value={period in PRESETS ? period : ''}
        onChange={({ target }) =>
          set(
            { values: target.value ? [target.value] : [] },
            { operator: 'from', values: [] },
            { operator: 'to', values: [] },
          )
        }
      >
        <option value="">Any time</option>
        {Object.entries(PRESETS).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Choice>
      <Range>
        {end('from', 'From')}
        {end('to', 'To')}
      </Range>
      <DrillDown {...props} period={period in PRESETS ? '' : period} />
    </>
  );
}
