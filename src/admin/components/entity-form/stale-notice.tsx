import { Button } from '@adminjs/design-system';
import { useEffect, useRef } from 'react';
import type { FormAnswer, FormField, Option, StaleRow } from '../../answers/form.answer.js';
import { ShownValue } from '../fields/shown-value.js';
import { toLocalText } from '../fields/local-time.js';
import { styled } from '../kit/styled.js';
import { alike, alikeChosen, type FormState, type Typed } from './form-state.js';

const Box = styled.section`
  margin-bottom: 24px;
  padding: 16px 24px;
  line-height: 22px;
  background: ${({ theme }) => theme.colors.warningLight};
  border: 1px solid ${({ theme }) => theme.colors.warning};
  border-radius: 8px;
  h2 {
    font-weight: 600;
  }
`;

const Scroll = styled.div`
  overflow-x: auto;
  margin: 12px 0;
  table {
    width: 100%;
    background: ${({ theme }) => theme.colors.white};
  }
  th,
  td {
    min-width: 96px;
    padding: 8px 12px;
    text-align: left;
    vertical-align: top;
    border: 1px solid ${({ theme }) => theme.colors.border};
    overflow-wrap: anywhere;
  }
  th {
    font-weight: 600;
  }
`;

interface Difference {
  name: string;
  label: string;
  field: FormField | null;
  was: unknown;
  theirs: unknown;
  mine: unknown;
  isMine: boolean;
}

const titles = (chosen: readonly Option[] = []): string => chosen.map(({ title }) => title).join(', ');

/** What somebody else changed, and what stands there in this form. */
function differences(answer: FormAnswer, { base, typed }: FormState, stale: StaleRow): Difference[] {
  const fields = answer.fields
    .filter(({ name, writable }) => writable && !alike(stale.values[name], base.values[name]))
    .map((field): Difference => {
      const [was, theirs, mine] = [base, stale, typed].map(({ values }) => values[field.name]);
      const isMine = !alike(mine, was) && !alike(mine, theirs);
      return { name: field.name, label: field.label, field, was, theirs, mine, isMine };
    });
  const links = answer.links
    .filter(({ name }) => !alikeChosen(stale.links[name], base.chosen[name]))
    .map(({ name, label }): Difference => {
      const [was, mine] = [base.chosen[name], typed.chosen[name]];
      const isMine = !alikeChosen(mine, was) && !alikeChosen(mine, stale.links[name]);
      const [a, b, c] = [was, stale.links[name], mine].map(titles);
      return { name, label, field: null, was: a, theirs: b, mine: c, isMine };
    });
  return [...fields, ...links];
}

interface Props {
  answer: FormAnswer;
  state: FormState;
  stale: StaleRow;
  /** Called once the form goes on from the newest row. */
  onSettled(): void;
}

/** Says what somebody else changed since the form was opened, and lets one take it over or keep one's own. */
export function StaleNotice({ answer, state, stale, onSettled }: Props) {
  const found = differences(answer, state, stale);
  const conflicts = found.filter(({ isMine }) => isMine);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever saved at the end of a long form would see nothing of it.
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [stale]);
  const when = stale.at ? ` on ${toLocalText(stale.at).replace('T', ' at ')}` : '';
  const settle = (keepMine: boolean) => {
    state.takeOver(stale, keepMine);
    onSettled();
  };
  const shown = (field: FormField | null, value: unknown, from: Pick<Typed, 'titles'>) =>
    field ? <ShownValue field={field} value={value} title={from.titles[field.name]} /> : String(value || '—');
  return (
    <Box ref={box} role="alert" tabIndex={-1} data-testid="stale-form">
      <h2>
        {stale.by ?? 'Someone'} changed this{when}, after you opened the form. Nothing was saved yet.
      </h2>
      {found.length > 0 && (
        <Scroll>
          <table>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">When you opened it</th>
                <th scope="col">Now</th>
                <th scope="col">Yours</th>
              </tr>
            </thead>
            <tbody>
              {found.map(({ name, label, field, was, theirs, mine, isMine }) => (
                <tr key={name}>
                  <th scope="row">{label}</th>
                  <td>{shown(field, was, state.base)}</td>
                  <td>{shown(field, theirs, stale)}</td>
                  <td>{isMine ? shown(field, mine, state.typed) : 'not changed by you'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '8px' }}>
        {conflicts.length > 0 ? (
          <>
            <Button type="button" variant="contained" onClick={() => settle(true)}>
              Keep mine
            </Button>
            <Button type="button" variant="outlined" onClick={() => settle(false)}>
              Take theirs
            </Button>
          </>
        ) : (
          <Button type="button" variant="contained" onClick={() => settle(true)}>
            Go on from there
          </Button>
        )}
      </div>
    </Box>
  );
}
