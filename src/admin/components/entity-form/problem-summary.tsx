import { useEffect, useRef } from 'react';
import type { FormAnswer } from '../../answers/form.answer.js';
import { SmallButton } from '../fields/input-styles.js';
import { styled } from '../kit/styled.js';
import type { Problems } from './use-save.js';

const Box = styled.div`
  margin-bottom: 24px;
  padding: 12px 16px;
  line-height: 22px;
  color: ${({ theme }) => theme.colors.errorDark};
  background: ${({ theme }) => theme.colors.errorLight};
  border-radius: 8px;
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    margin-top: 4px;
  }
  button {
    padding-left: 0;
    color: inherit;
    text-decoration: underline;
  }
`;

/** The first control that is wrong, or the summary where that has none. */
function focusFirst(names: readonly string[], summary: HTMLElement | null): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-field]')];
  const row = rows.find(({ dataset }) => names.includes(dataset['field'] ?? ''));
  const control = row?.querySelector<HTMLElement>('input, select, textarea, button');
  if (!control) summary?.focus();
  (row ?? summary)?.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
}

/** The places in the form where something is wrong, in its order. */
function placesOf(
  { fields, links, inlines }: FormAnswer,
  problems: Problems,
): { name: string; label: string }[] {
  const rows = Object.keys(problems).filter((place) => place.startsWith('inlines.'));
  return [
    ...[...fields, ...links].filter(({ name }) => problems[name]),
    ...rows.map((place) => {
      const [, name, , column] = place.split('.');
      const inline = inlines.find((candidate) => candidate.name === name);
      const field = inline?.fields.find((candidate) => candidate.name === column);
      return { name: place, label: [inline?.pluralLabel ?? name, field?.label].filter(Boolean).join(': ') };
    }),
  ];
}

/** What kept the form from being saved, with ways to the fields; the first of them gets the focus. */
export function ProblemSummary({ answer, problems }: { answer: FormAnswer; problems: Problems }) {
  const summary = useRef<HTMLDivElement>(null);
  const fields = placesOf(answer, problems);
  useEffect(() => {
    if (Object.keys(problems).length === 0) return undefined;
    // Tabs and closed parts open first.
    const timer = setTimeout(() => focusFirst(Object.keys(problems), summary.current), 0);
    return () => clearTimeout(timer);
  }, [problems]);
  if (Object.keys(problems).length === 0) return null;
  return (
    <Box ref={summary} role="alert" tabIndex={-1} data-testid="form-problems">
      {problems['']}
      {fields.length > 0 && (
        <ul>
          {fields.map(({ name, label }) => (
            <li key={name}>
              <SmallButton type="button" onClick={() => focusFirst([name], null)}>
                {label}
              </SmallButton>
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}
