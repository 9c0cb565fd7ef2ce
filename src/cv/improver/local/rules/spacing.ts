import type { TextRule } from '../rule.js';

const ALL = ['bullet', 'item', 'body', 'label'] as const;

/** One space between words, none before a comma, no invisible characters; paragraphs stay. */
export const spacing: TextRule = {
  id: 'spacing',
  description: 'stray white space put right',
  severity: 'info',
  english: false,
  uses: ALL,
  apply: (text) =>
    text
      .replace(/[\u200B\u2060\uFEFF]/g, '')
      .split(/\n{2,}/)
      .map((paragraph) =>
        paragraph
          .replace(/[^\S\n]+/gu, ' ')
          .replace(/ *\n */g, '\n')
          .replace(/(?<=[\p{L}\p{N})\]%]) (?=\.(?:\s|$)|,)/gu, '')
          .replace(/(?<=\p{L}),(?=\p{L})/gu, ', ')
          .replace(/\( (?=\S)/g, '(')
          .replace(/(?<=\S) \)/g, ')')
          .trim(),
      )
      .filter((paragraph) => paragraph !== '')
      .join('\n\n'),
};

/** In English no space stands before `;`, `:`, `!` and `?` either (in French one does). */
export const englishSpacing: TextRule = {
  id: 'spacing-en',
  description: 'no space before a colon or semicolon',
  severity: 'info',
  english: true,
  uses: ['bullet', 'body'],
  apply: (text) => text.replace(/(?<=\p{L}) (?=[;:!?](?:\s|$))/gu, ''),
};

/** `,,` and `!!` once, `..` at the end as one full stop. */
export const punctuation: TextRule = {
  id: 'punctuation',
  description: 'doubled punctuation removed',
  severity: 'info',
  english: false,
  uses: ALL,
  apply: (text) => text.replace(/([,;!?])(?:\s*\1)+/g, '$1').replace(/(?<!\.)\.\.(?=\s|$)/g, '.'),
};

/** A spaced hyphen, or two hyphens, between words becomes an en dash, and so does the hyphen between two years. */
export const dashes: TextRule = {
  id: 'dashes',
  description: 'hyphens used as dashes set as dashes',
  severity: 'info',
  english: false,
  uses: ['bullet', 'body'],
  apply: (text) =>
    text
      .replace(/(?<=[\p{L}\p{N})%]) --? (?=[\p{L}(])/gu, ' – ')
      .replace(/(?<![\p{L}\p{N}-])((?:19|20)\d\d)-((?:19|20)\d\d)(?![\p{L}\p{N}-])/gu, '$1–$2'),
};

/** A back-tick or acute accent between letters is an apostrophe; two single quotes are one double quote. */
export const quotes: TextRule = {
  id: 'quotes',
  description: 'quotation marks put right',
  severity: 'info',
  english: false,
  uses: ALL,
  apply: (text) => text.replace(/(?<=\p{L})[`´](?=\p{L})/gu, "'").replace(/(?<!')''(?!')/g, '"'),
};
