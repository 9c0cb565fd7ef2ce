import { Icon } from '@adminjs/design-system';
import { useEffect, useId, useState } from 'react';
import type { OptionPage } from '../../../answers/form.answer.js';
import { actionPath } from '../../kit/addresses.js';
import { call } from '../../kit/api.js';
import { styled } from '../../kit/styled.js';
import { Control, LinkButton } from '../control-style.js';
import { filterValues } from '../list-address.js';
import type { FilterProps } from './filter-props.js';

const PAUSE_MS = 200;

const Box = styled.div`
  position: relative;
  input {
    width: 100%;
  }
  ul.options {
    position: absolute;
    z-index: 10;
    inset: 100% 0 auto;
    max-height: 260px;
    overflow-y: auto;
    margin: 2px 0 0;
    padding: 4px 0;
    list-style: none;
    background: ${({ theme }) => theme.colors.container};
    border: 1px solid ${({ theme }) => theme.colors.inputBorder};
    border-radius: 4px;
    box-shadow: 0 4px 12px rgba(0, 0, 0, 0.12);
  }
  li {
    padding: 6px 8px;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  li[aria-selected='true'] {
    background: ${({ theme }) => theme.colors.primary20};
  }
`;

const Chosen = styled.div`
  display: flex;
  justify-content: space-between;
  gap: 8px;
  overflow-wrap: anywhere;
`;

/** Any of some rows of another entity, found by typing. */
export function ReferenceFilter({ filter, query, set }: FilterProps) {
  const chosen = filterValues(query, filter.name);
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const options = useOptions(filter.references ?? '', text, isOpen).filter(
    ({ key }) => !chosen.includes(key),
  );
  const id = useId();
  const add = (key: string | undefined): void => {
    if (key === undefined) return;
    setText('');
    setOpen(false);
    set({ values: [...chosen, key] });
  };
  const press = (key: string): boolean => {
    if (key === 'Enter') add(options[active]?.key);
    else if (key === 'Escape') setOpen(false);
    else if (key === 'ArrowDown') setActive(Math.min(active + 1, options.length - 1));
    else if (key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else return false;
    return true;
  };
  return (
    <>
      {chosen.map((key) => (
        <Chosen key={key}>
          {filter.titles?.[key] ?? `#${key}`}
          <LinkButton
            aria-label="Take out"
            onClick={() => set({ values: chosen.filter((other) => other !== key) })}
          >
            <Icon icon="X" />
          </LinkButton>
        </Chosen>
      ))}
      <Box>
        <Control
          role="combobox"
          aria-label={`${filter.label} is any of`}
          aria-expanded={isOpen}
          aria-controls={id}
          aria-activedescendant={isOpen && options[active] ? `${id}-${active}` : undefined}
          placeholder="Find …"
          maxLength={200}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setActive(0);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={(event) => press(event.key) && event.preventDefault()}
        />
        {isOpen && options.length > 0 && (
          <ul className="options" role="listbox" id={id} aria-label={filter.label}>
            {options.map(({ key, title }, index) => (
              <li
                key={key}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                onMouseEnter={() => setActive(index)}
                // Before the field loses the focus, which closes the list.
                onMouseDown={() => add(key)}
              >
                {title}
              </li>
            ))}
          </ul>
        )}
      </Box>
    </>
  );
}

/** Rows that fit what is typed, asked for once the typing pauses. */
function useOptions(entity: string, text: string, isOpen: boolean): OptionPage['options'] {
  const [options, setOptions] = useState<OptionPage['options']>([]);
  useEffect(() => {
    if (!isOpen) return undefined;
    const controller = new AbortController();
    const ask = async (): Promise<void> => {
      const path = `${actionPath(entity, 'search')}?${new URLSearchParams({ query: text }).toString()}`;
      const answer = await call<OptionPage>(path, { signal: controller.signal }).catch(() => null);
      if (!controller.signal.aborted) setOptions(answer?.ok ? answer.body.options : []);
    };
    const timer = setTimeout(() => void ask(), text === '' ? 0 : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [entity, text, isOpen]);
  return options;
}
