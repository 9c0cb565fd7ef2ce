import { useState } from 'react';
import { jsonProblem } from '../../answers/json-text.js';
import { attributesOf, type ControlProps, textOf } from './control-props.js';
import { Hint, SmallButton, TextBox, TextInput } from './input-styles.js';
import { fromLocalText, toLocalText, zoneName, zoneOffset } from './local-time.js';

/** Names under which people write sentences. */
const PROSE =
  /(description|text|body|note|notes|reason|message|content|summary|comment|markdown|traceback|advice)$/i;

/** Whether a text gets several lines; told once, or the control would change while somebody types. */
function isProse({ field, value }: ControlProps): boolean {
  if (field.kind !== 'longText' || (field.maxLength !== null && field.maxLength <= 255)) return false;
  return PROSE.test(field.name) || textOf(value).length > 100 || textOf(value).includes('\n');
}

/** A line of text, with what is suggested for it, or several. */
export function TextControl(props: ControlProps) {
  const [prose] = useState(() => isProse(props));
  const onChange = ({ target }: { target: { value: string } }) => props.onChange(target.value);
  const common = { ...attributesOf(props), value: textOf(props.value), onChange };
  if (prose) return <TextBox {...common} rows={4} />;
  const { suggestions } = props.field;
  if (suggestions.length === 0) return <TextInput {...common} type="text" />;
  const list = `${props.id}-suggestions`;
  return (
    <>
      <TextInput {...common} type="text" list={list} autoComplete="off" style={{ maxWidth: '420px' }} />
      <datalist id={list}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </>
  );
}

/** A number as it is typed, since a number control of the browser's would round and swallow. */
export function NumberControl(props: ControlProps) {
  return (
    <TextInput
      {...attributesOf(props)}
      type="text"
      inputMode={props.field.kind === 'integer' ? 'numeric' : 'decimal'}
      autoComplete="off"
      style={{ maxWidth: '260px' }}
      value={textOf(props.value)}
      onChange={({ target }) => props.onChange(target.value)}
    />
  );
}

/** A day, a time, or a day and a time without a zone. */
export function ClockControl(props: ControlProps) {
  const type = { date: 'date', time: 'time', dateTime: 'datetime-local' }[props.field.kind as 'date'];
  return (
    <TextInput
      {...attributesOf(props)}
      type={type}
      step={type === 'date' ? undefined : 1}
      style={{ maxWidth: '260px' }}
      value={textOf(props.value)}
      onChange={({ target }) => props.onChange(target.value || null)}
    />
  );
}

/** A moment, typed by the clock of this browser; what is not touched goes back as it came. */
export function InstantControl(props: ControlProps) {
  const iso = textOf(props.value);
  const moment = iso ? new Date(iso) : new Date();
  return (
    <>
      <TextInput
        {...attributesOf(props)}
        type="datetime-local"
        step={1}
        style={{ maxWidth: '260px' }}
        value={toLocalText(iso)}
        onChange={({ target }) => props.onChange(fromLocalText(target.value))}
      />
      <Hint>
        {zoneName()} ({zoneOffset(moment)})
      </Hint>
    </>
  );
}

/** JSON as text; says what is wrong with it, and where, as soon as somebody leaves it. */
export function JsonControl(props: ControlProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const text = textOf(props.value);
  const check = () => setProblem(text.trim() === '' ? null : jsonProblem(text));
  const format = () => {
    check();
    if (!jsonProblem(text)) props.onChange(JSON.stringify(JSON.parse(text), null, 2));
  };
  return (
    <>
      <TextBox
        {...attributesOf(props)}
        $code
        $wrong={props.wrong || problem !== null}
        rows={6}
        spellCheck={false}
        value={text}
        onBlur={check}
        onChange={({ target }) => props.onChange(target.value)}
      />
      {problem && !props.wrong && <Hint role="status">This is not valid JSON yet: {problem}.</Hint>}
      <SmallButton type="button" onClick={format}>
        Format
      </SmallButton>
    </>
  );
}
