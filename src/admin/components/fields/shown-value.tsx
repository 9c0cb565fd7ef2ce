import type { FormField, Option } from '../../answers/form.answer.js';
import { pageAddress, recordPath } from '../kit/addresses.js';
import { Link } from '../kit/navigation.js';
import { styled } from '../kit/styled.js';
import { textOf } from './control-props.js';
import { toLocalText, zoneName, zoneOffset } from './local-time.js';

const Prose = styled.div<{ $code?: boolean }>`
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  line-height: 22px;
  font-family: ${({ $code }) => ($code ? 'ui-monospace, monospace' : 'inherit')};
`;

const Frame = styled.iframe`
  width: 100%;
  height: 420px;
  border: 1px solid ${({ theme }) => theme.colors.grey40};
  background: #fff;
`;

const Nothing = styled.span`
  color: ${({ theme }) => theme.colors.grey60};
`;

const Choice = styled.span`
  display: inline-block;
  padding: 0 10px;
  border-radius: 11px;
  background: ${({ theme }) => theme.colors.primary20};
`;

function Instant({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={`${iso} · ${zoneName()}`}>
      {toLocalText(iso).replace('T', ' ')} <Nothing>{zoneOffset(new Date(iso))}</Nothing>
    </time>
  );
}

/** The sandbox without permissions: no script, no form, no window, an origin of its own; the page's policy holds in it too. */
function Document({ markup, label }: { markup: string; label: string }) {
  return <Frame sandbox="" srcDoc={markup} title={label} />;
}

/** A value to read. */
export function ShownValue({ field, value, title }: { field: FormField; value: unknown; title?: Option }) {
  const isEmpty =
    value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length);
  if (isEmpty)
    return (
      <Nothing role="img" aria-label="empty">
        —
      </Nothing>
    );
  if (Array.isArray(value)) return <Prose>{value.map(textOf).join('\n')}</Prose>;
  if (title && field.references)
    return <Link to={pageAddress(recordPath(field.references, title.key, 'show'))}>{title.title}</Link>;
  if (field.kind === 'boolean') return <>{value === true ? 'Yes' : 'No'}</>;
  if (field.kind === 'instant') return <Instant iso={textOf(value)} />;
  if (field.isDocument) return <Document markup={textOf(value)} label={field.label} />;
  if (field.choices) return <Choice>{textOf(value)}</Choice>;
  return <Prose $code={field.kind === 'json'}>{textOf(value)}</Prose>;
}
