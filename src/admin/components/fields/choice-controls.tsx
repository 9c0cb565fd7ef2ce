import { styled } from '../kit/styled.js';
import { attributesOf, type ControlProps, textOf } from './control-props.js';
import { type Marked, SelectBox, SmallButton, TextInput } from './input-styles.js';

const Switch = styled.input<Marked>`
  appearance: none;
  position: relative;
  width: 40px;
  height: 22px;
  margin: 8px 0;
  border-radius: 11px;
  background: ${({ theme }) => theme.colors.grey60};
  cursor: pointer;
  transition: background 0.15s;
  &::after {
    content: '';
    position: absolute;
    top: 3px;
    left: 3px;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    background: ${({ theme }) => theme.colors.white};
    transition: left 0.15s;
  }
  &:checked {
    background: ${({ theme }) => theme.colors.primary100};
  }
  &:checked::after {
    left: 21px;
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary100};
    outline-offset: 2px;
  }
`;

const Row = styled.div`
  display: flex;
  gap: 8px;
  align-items: center;
  margin-bottom: 8px;
`;

const Checks = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 4px 24px;
  padding: 8px 0;
  label {
    display: flex;
    gap: 8px;
    align-items: center;
  }
`;

/** Yes or no; a third choice where the column may also know nothing. */
export function BooleanControl(props: ControlProps) {
  const { field, value, onChange } = props;
  if (!field.nullable) {
    return (
      <Switch
        {...attributesOf(props)}
        type="checkbox"
        role="switch"
        checked={value === true}
        onChange={({ target }) => onChange(target.checked)}
      />
    );
  }
  const chosen = value === null ? '' : String(value);
  return (
    <SelectBox
      {...attributesOf(props)}
      style={{ maxWidth: '260px' }}
      value={chosen}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value === 'true')}
    >
      <option value="">Unknown</option>
      <option value="true">Yes</option>
      <option value="false">No</option>
    </SelectBox>
  );
}

/** One of the values that the column allows. */
export function ChoiceControl(props: ControlProps) {
  const { field, value, onChange } = props;
  const mayBeEmpty = field.nullable || textOf(value) === '';
  return (
    <SelectBox
      {...attributesOf(props)}
      style={{ maxWidth: '420px' }}
      value={textOf(value)}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    >
      {mayBeEmpty && <option value="">{field.nullable ? '—' : 'Choose …'}</option>}
      {field.choices?.map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </SelectBox>
  );
}

/** Any of the values that the column allows. */
export function ChoicesControl({ field, id, value, describedBy, onChange }: ControlProps) {
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const toggle = (choice: string) =>
    onChange(field.choices?.filter((known) => chosen.includes(known) !== (known === choice)));
  return (
    <Checks id={id} role="group" aria-label={field.label} aria-describedby={describedBy}>
      {field.choices?.map((choice) => (
        <label key={choice}>
          <input type="checkbox" checked={chosen.includes(choice)} onChange={() => toggle(choice)} />
          {choice}
        </label>
      ))}
    </Checks>
  );
}

/** A list of values, one line each. */
export function ListControl(props: ControlProps) {
  const { field, id, onChange } = props;
  const items = Array.isArray(props.value) ? props.value.map(textOf) : [];
  const replace = (index: number, text: string) =>
    onChange(items.map((item, at) => (at === index ? text : item)));
  const remove = (index: number) => onChange(items.filter((_, at) => at !== index));
  return (
    <div id={id} role="group" aria-label={field.label} aria-describedby={props.describedBy}>
      {items.map((item, index) => (
        <Row key={index}>
          <TextInput
            type="text"
            name={`${field.name}.${index}`}
            $wrong={props.wrong}
            aria-label={`${field.label}, value ${index + 1}`}
            value={item}
            onChange={({ target }) => replace(index, target.value)}
          />
          <SmallButton type="button" aria-label={`Remove value ${index + 1}`} onClick={() => remove(index)}>
            Remove
          </SmallButton>
        </Row>
      ))}
      <SmallButton type="button" onClick={() => onChange([...items, ''])}>
        Add a value
      </SmallButton>
    </div>
  );
}
