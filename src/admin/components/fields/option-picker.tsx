import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Option } from '../../answers/form.answer.js';
import { styled } from '../kit/styled.js';
import { TextInput } from './input-styles.js';
import { useOptions } from './use-options.js';

interface Props {
  /** Entity whose rows are offered. */
  entity: string;
  id: string;
  /** What the list of results is called. */
  label: string;
  /** What the field is called where no label names its id. */
  fieldLabel?: string;
  name?: string;
  placeholder?: string;
  wrong?: boolean;
  describedBy?: string;
  /** What stands in the field while nobody searches. */
  shown?: string;
  /** Keys that are not offered, being chosen already. */
  without?: readonly string[];
  onChoose(option: Option): void;
}

const Frame = styled.div`
  position: relative;
  flex: 1 1 auto;
`;

const List = styled.ul`
  position: absolute;
  z-index: 20;
  top: calc(100% + 4px);
  left: 0;
  right: 0;
  max-height: 280px;
  overflow-y: auto;
  padding: 4px;
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.grey40};
  border-radius: 4px;
  box-shadow: ${({ theme }) => theme.shadows.cardHover};
`;

const Item = styled.li<{ $active?: boolean }>`
  padding: 6px 8px;
  border-radius: 4px;
  cursor: pointer;
  overflow-wrap: anywhere;
  background: ${({ $active, theme }) => ($active ? theme.colors.primary20 : 'transparent')};
`;

const Note = styled.li`
  padding: 6px 8px;
  color: ${({ theme }) => theme.colors.grey60};
`;

/** A field in which one searches for a row: results come page by page as one scrolls or goes down. */
export function OptionPicker(props: Props) {
  const { id, label, shown = '', without = [] } = props;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const { options: found, loading, problem, hasMore, more } = useOptions(props.entity, text.trim(), open);
  const options = found.filter(({ key }) => !without.includes(key));
  useEffect(() => setActive(0), [text, open]);
  useEffect(() => {
    if (open && hasMore && active >= options.length - 1) more();
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active, open, hasMore, options.length, more]);

  const close = () => {
    setOpen(false);
    setText('');
  };
  const choose = (option: Option | undefined) => {
    if (!option) return;
    props.onChoose(option);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) setOpen(true);
      else setActive(Math.min(Math.max(active + step, 0), Math.max(options.length - 1, 0)));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(options[active]);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      close();
    }
  };
  const onScroll = () => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = list.current ?? {};
    if (scrollTop + clientHeight > scrollHeight - 40) more();
  };

  return (
    <Frame>
      <TextInput
        id={id}
        name={props.name}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-label={props.fieldLabel}
        aria-expanded={open}
        aria-controls={`${id}-options`}
        aria-autocomplete="list"
        aria-activedescendant={open && options[active] ? `${id}-option-${active}` : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.wrong || undefined}
        $wrong={props.wrong}
        placeholder={open && shown ? shown : (props.placeholder ?? 'Search …')}
        value={open ? text : shown}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setText(target.value);
          setOpen(true);
        }}
      />
      {open && (
        <List
          ref={list}
          id={`${id}-options`}
          role="listbox"
          aria-label={label}
          onScroll={onScroll}
          onMouseDown={(event) => event.preventDefault()}
        >
          {options.map((option, index) => (
            <Item
              key={option.key}
              id={`${id}-option-${index}`}
              role="option"
              aria-selected={index === active}
              $active={index === active}
              onMouseEnter={() => setActive(index)}
              onClick={() => choose(option)}
            >
              {option.title}
            </Item>
          ))}
          {problem && <Note role="alert">{problem}</Note>}
          {!problem && (loading || options.length === 0) && (
            <Note>{loading ? 'Searching …' : 'Nothing found'}</Note>
          )}
        </List>
      )}
    </Frame>
  );
}
