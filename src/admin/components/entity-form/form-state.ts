import { useCallback, useMemo, useState } from 'react';
import type { FormAnswer, Option, StaleRow } from '../../answers/form.answer.js';
import {
  changedRows,
  copiedRows,
  rowsOf,
  type TypedInlines,
  type TypedRow,
} from '../inlines/inline-state.js';
import { takeDraft, useDraft } from '../kit/drafts.js';

/** What stands in a form. */
export interface Typed {
  values: Record<string, unknown>;
  titles: Record<string, Option>;
  chosen: Record<string, Option[]>;
  inlines: TypedInlines;
}

/** What somebody typed before their session ended, and the version of the row they saw. */
interface Draft {
  typed: Typed;
  version: string | null;
}

/** A form being filled in. */
export interface FormState {
  typed: Typed;
  /** What the form began with. */
  base: Typed;
  version: string | null;
  isDirty: boolean;
  set(name: string, value: unknown, title?: Option): void;
  choose(name: string, chosen: Option[]): void;
  setRows(inline: string, rows: TypedRow[]): void;
  /** What to send: what differs from the row, or everything that can be written. */
  toSend(everything: boolean): Record<string, unknown>;
  /** Goes on from what the row is now; what nobody has typed over becomes what is there. */
  takeOver(stale: StaleRow, keepMine: boolean): void;
}

const keysOf = (chosen: readonly Option[] = []): string[] => chosen.map(({ key }) => key).sort();

/** Whether two values of a form are the same. */
export const alike = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a ?? '') === JSON.stringify(b ?? '') ||
  (a !== null && b !== null && String(a) === String(b));

/** Whether the same rows are chosen. */
export const alikeChosen = (a?: readonly Option[], b?: readonly Option[]): boolean =>
  keysOf(a).join() === keysOf(b).join();

const beginning = ({ values, titles, links, inlines }: FormAnswer): Typed => ({
  values,
  titles,
  inlines: Object.fromEntries(inlines.map((inline) => [inline.name, rowsOf(inline)])),
  chosen: Object.fromEntries(links.map(({ name, chosen }) => [name, chosen])),
});

/** Mine where I typed something, theirs everywhere else; where both did, mine or theirs. */
function merged(mine: Typed, base: Typed, theirs: Typed, keepMine: boolean): Typed {
  // Rows are asked about one by one when they are saved.
  const result: Typed = { values: {}, titles: {}, chosen: {}, inlines: mine.inlines };
  const isMine = (typed: boolean, changed: boolean) => typed && (keepMine || !changed);
  for (const [name, theirValue] of Object.entries(theirs.values)) {
    const was = base.values[name];
    const source = isMine(!alike(mine.values[name], was), !alike(theirValue, was)) ? mine : theirs;
    result.values[name] = source.values[name];
    if (source.titles[name]) result.titles[name] = source.titles[name];
  }
  for (const [name, theirChoice] of Object.entries(theirs.chosen)) {
    const was = base.chosen[name];
    const keep = isMine(!alikeChosen(mine.chosen[name], was), !alikeChosen(theirChoice, was));
    result.chosen[name] = (keep ? mine : theirs).chosen[name] ?? [];
  }
  return result;
}

/** Keeps what is typed into a form, across the end of a session too. */
export function useFormState(answer: FormAnswer): FormState {
  const [draft] = useState(() => takeDraft<Draft>());
  const [base, setBase] = useState(() => beginning(answer));
  const [typed, setTyped] = useState(() => draft?.typed ?? base);
  const [version, setVersion] = useState(draft?.version ?? answer.version);

  const changed = useMemo(() => {
    const fields = answer.fields.filter(
      ({ name, writable }) => writable && !alike(typed.values[name], base.values[name]),
    );
    const links = answer.links.filter(
      ({ name, writable }) => writable && !alikeChosen(typed.chosen[name], base.chosen[name]),
    );
    const inlines = answer.inlines.filter(
      (inline) => changedRows(inline, typed.inlines[inline.name] ?? []).length > 0,
    );
    return [...fields, ...links, ...inlines].map(({ name }) => name);
  }, [answer, typed, base]);
  const isDirty = changed.length > 0;
  useDraft(isDirty ? ({ typed, version } satisfies Draft) : null);

  const set = useCallback((name: string, value: unknown, title?: Option) => {
    setTyped((before) => {
      const titles = { ...before.titles };
      if (title) titles[name] = title;
      else delete titles[name];
      return { ...before, values: { ...before.values, [name]: value }, titles };
    });
  }, []);
  const choose = useCallback((name: string, chosen: Option[]) => {
    setTyped((before) => ({ ...before, chosen: { ...before.chosen, [name]: chosen } }));
  }, []);
  const setRows = useCallback((inline: string, rows: TypedRow[]) => {
    setTyped((before) => ({ ...before, inlines: { ...before.inlines, [inline]: rows } }));
  }, []);
  const toSend = (everything: boolean): Record<string, unknown> => {
    const send = ({ name, writable }: { name: string; writable: boolean }) =>
      writable && (everything || changed.includes(name));
    const values = answer.fields.filter(send).map(({ name }) => [name, typed.values[name] ?? null]);
    const links = answer.links.filter(send).map(({ name }) => [name, keysOf(typed.chosen[name])]);
    const sentRows = everything && answer.key !== null ? copiedRows : changedRows;
    const inlines = answer.inlines.map((inline) => [
      inline.name,
      sentRows(inline, typed.inlines[inline.name] ?? []),
    ]);
    const rows = inlines.some(([, sent]) => sent!.length > 0)
      ? [['inlines', Object.fromEntries(inlines)]]
      : [];
    return Object.fromEntries([...values, ...links, ...rows]) as Record<string, unknown>;
  };
  const takeOver = ({ version: newer, values, titles, links }: StaleRow, keepMine: boolean) => {
    const theirs = { values, titles, chosen: links, inlines: base.inlines };
    setTyped(merged(typed, base, theirs, keepMine));
    setBase(theirs);
    setVersion(newer);
  };
  return { typed, base, version, isDirty, set, choose, setRows, toSend, takeOver };
}
