import { styled } from '../../kit/styled.js';
import { filterValues } from '../list-address.js';
import type { FilterProps } from './filter-props.js';

const Choices = styled.div`
  display: flex;
  flex-direction: column;
  gap: 4px;
  max-height: 240px;
  overflow-y: auto;
  label {
    display: flex;
    align-items: center;
    gap: 8px;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  input {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: ${({ theme }) => theme.colors.primary100};
  }
`;

interface Props extends FilterProps {
  choices: readonly { value: string; label: string }[];
}

/** Any of a few values. */
export function ChoiceFilter({ filter, query, set, choices }: Props) {
  const chosen = filterValues(query, filter.name);
  const toggle = (value: string, isChosen: boolean): void => {
    set({ values: isChosen ? [...chosen, value] : chosen.filter((other) => other !== value) });
  };
  return (
    <Choices>
      {choices.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) => toggle(value, target.checked)}
          />
          {label}
        </label>
      ))}
    </Choices>
  );
}
