import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** What a column's type and simple checks allow; what is not said here, PostgreSQL still enforces. */
export interface ColumnRules {
  choices: readonly string[] | null;
  minLength: number | null;
  maxLength: number | null;
  /** Smallest and largest value: a number, or a day as `YYYY-MM-DD`. */
  min: string | null;
  max: string | null;
  /** Most digits after the point, and before it. */
  scale: number | null;
  wholeDigits: number | null;
}

const INTEGER_BOUNDS: Record<string, readonly [string, string]> = {
  smallint: ['-32768', '32767'],
  integer: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
};

const LIST = /^\s*"?(\w+)"?\s+IN\s*\(((?:\s*'(?:[^']|'')*'\s*,?)+)\)\s*$/i;
const SUBJECT = String.raw`(?:(?:char_)?length\(\s*"?\w+"?\s*\)|"?\w+"?)`;
const VALUE = String.raw`(?:-?\d+(?:\.\d+)?|'[^']*')`;
const BETWEEN = new RegExp(`(${SUBJECT})\\s+BETWEEN\\s+(${VALUE})\\s+AND\\s+(${VALUE})`, 'gi');
const COMPARISON = new RegExp(`^(${SUBJECT})\\s*(>=|<=|>)\\s*(${VALUE})$`, 'i');

interface Comparison {
  column: string;
  ofLength: boolean;
  operator: string;
  value: string;
}

/** The comparisons of a check that are joined by nothing but AND. */
function comparisonsIn(expression: string): Comparison[] {
  if (/\b(OR|NOT|CASE)\b/i.test(expression)) return [];
  const parts = expression.replace(BETWEEN, '$1 >= $2 AND $1 <= $3').split(/\s+AND\s+/i);
  return parts.flatMap((part) => {
    const [, subject, operator, value] = COMPARISON.exec(part.trim()) ?? [];
    if (!subject || !operator || !value) return [];
    const [, inner] = /\(\s*"?(\w+)"?\s*\)/.exec(subject) ?? [];
    const column = inner ?? subject.replaceAll('"', '');
    return [{ column, ofLength: inner !== undefined, operator, value: value.replaceAll("'", '') }];
  });
}

/** The values that a check of the form `"column" IN ('a', 'b')` lists: this schema keeps enums as text with a check. */
function choicesOf(column: ColumnMetadata, expressions: readonly string[]): string[] | null {
  if (column.enum) return column.enum.map(String);
  const lists = expressions.map((expression) => LIST.exec(expression));
  const list = lists.find((match) => match?.[1] === column.databaseName);
  if (!list) return null;
  return [...list[2]!.matchAll(/'((?:[^']|'')*)'/g)].map(([, value]) => value!.replaceAll("''", "'"));
}

/** The rules of a column, from its type and from the entity's checks. */
export function rulesOf(column: ColumnMetadata, dataSource: DataSource): ColumnRules {
  const type = dataSource.driver.normalizeType(column);
  const expressions = column.entityMetadata.checks.map((check) => check.expression ?? '');
  const [least, most] = INTEGER_BOUNDS[type] ?? [null, null];
  const { precision, scale } = column;
  const rules: ColumnRules = {
    choices: choicesOf(column, expressions),
    minLength: null,
    maxLength: Number(column.length) || null,
    min: least,
    max: most,
    scale: type === 'numeric' && precision ? (scale ?? 0) : null,
    wholeDigits: type === 'numeric' && precision ? precision - (scale ?? 0) : null,
  };
  const comparisons = expressions.flatMap(comparisonsIn);
  for (const { ofLength, operator, value } of comparisons.filter((it) => it.column === column.databaseName)) {
    // An open bound is only a closed one where the next value is known.
    if (operator === '>' && !(ofLength || least !== null)) continue;
    const bound = operator === '>' ? String(Number(value) + 1) : value;
    if (ofLength && operator === '<=') rules.maxLength = Number(bound);
    else if (ofLength) rules.minLength = Number(bound);
    else if (operator === '<=') rules.max = bound;
    else rules.min = bound;
  }
  return rules;
}
