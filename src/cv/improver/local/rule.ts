import type { ChangeSeverity } from '../improver.js';

/** What a piece of text is for: a sentence-like bullet, an element of a list, running text, or a name or title. */
export type FieldUse = 'bullet' | 'item' | 'body' | 'label';

/** Tense that the bullets of an entry are written in; null where the entry does not show it. */
export type Tense = 'past' | 'present' | null;

/** What a rule may know about the text besides the text. */
export interface TextContext {
  use: FieldUse;
  tense: Tense;
  /** How the sentence-like bullets of the document end; null where there are too few to tell. */
  bulletEnd: 'period' | 'none' | null;
  skillList: boolean;
}

/** A small rewrite of one text. It returns the text as it came where it is not sure. */
export interface TextRule {
  id: string;
  /** What it does, as the person reads it behind "What was done". */
  description: string;
  severity: ChangeSeverity;
  /** True where it knows English only. */
  english: boolean;
  uses: readonly FieldUse[];
  /** True where it must see links and code-like words, which other rules get as opaque characters. */
  raw?: boolean;
  apply(text: string, context: TextContext): string;
}
