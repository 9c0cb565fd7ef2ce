import { Icon } from '@adminjs/design-system';
import { useId } from 'react';
import { OptionPicker } from '../../fields/option-picker.js';
import { styled } from '../../kit/styled.js';
import { LinkButton } from '../control-style.js';
import { filterValues } from '../list-address.js';
import type { FilterProps } from './filter-props.js';

const Chosen = styled.div`
  display: flex;
  justify-content: space-between;
  gap: 8px;
  overflow-wrap: anywhere;
`;

/** Any of some rows of another entity, found by typing. */
export function ReferenceFilter({ filter, query, set }: FilterProps) {
  const id = useId();
  const chosen = filterValues(query, filter.name);
  return (
    <>
      {chosen.map((key) => {
        const title = filter.titles?.[key] ?? `#${key}`;
        return (
          <Chosen key={key}>
            {title}
            <LinkButton
              aria-label={`Take out ${title}`}
              onClick={() => set({ values: chosen.filter((other) => other !== key) })}
            >
              <Icon icon="X" />
            </LinkButton>
          </Chosen>
        );
      })}
      <OptionPicker
        entity={filter.references ?? ''}
        id={id}
        label={filter.label}
        fieldLabel={`${filter.label} is any of`}
        placeholder="Find …"
        without={chosen}
        onChoose={({ key }) => set({ values: [...chosen, key] })}
      />
    </>
  );
}
