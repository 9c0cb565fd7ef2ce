import { Choice } from '../control-style.js';
import { filterValues } from '../list-address.js';
import { ChoiceFilter } from './choice-filter.js';
import { DateFilter } from './date-filter.js';
import type { FilterProps } from './filter-props.js';
import { NumberFilter } from './number-filter.js';
import { ReferenceFilter } from './reference-filter.js';
import { TextFilter } from './text-filter.js';

const BOOLEANS = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

/** The control of a filter, with a way to ask for what is empty where that can be. */
export function FilterControl(props: FilterProps) {
  const { filter, query, set } = props;
  const [empty] = filterValues(query, filter.name, 'empty');
  return (
    <>
      {controlOf(props)}
      {filter.mayBeEmpty && (
        <Choice
          aria-label={`${filter.label}: empty or not`}
          value={empty ?? ''}
          onChange={({ target }) => set({ operator: 'empty', values: target.value ? [target.value] : [] })}
        >
          <option value="">Empty or not</option>
          <option value="true">Only empty</option>
          <option value="false">Only not empty</option>
        </Choice>
      )}
    </>
  );
}

function controlOf(props: FilterProps) {
  const { filter } = props;
  switch (filter.control) {
    case 'choices':
      return (
        <ChoiceFilter {...props} choices={(filter.choices ?? []).map((value) => ({ value, label: value }))} />
      );
    case 'boolean':
      return <ChoiceFilter {...props} choices={BOOLEANS} />;
    case 'number':
      return <NumberFilter {...props} />;
    case 'date':
    case 'instant':
      return <DateFilter {...props} />;
    case 'reference':
      return filter.references === null ? <TextFilter {...props} /> : <ReferenceFilter {...props} />;
    default:
      return <TextFilter {...props} />;
  }
}
