import {
  And,
  Equal,
  FindOperator,
  type FindOptionsWhere,
  In,
  IsNull,
  LessThan,
  LessThanOrEqual,
  MoreThan,
  MoreThanOrEqual,
  Not,
} from 'typeorm';
import type { RowOperator, RowValue } from '../options/access-options.js';

/** What every row that somebody may know of keeps to; several are ANDed. */
export interface RowCondition {
  /** A column of the entity, or a path to one over many-to-one relations: `questionnaire.userId`. */
  readonly column: string;
  readonly is: RowOperator;
  /** A list for `in`; an empty one keeps no row. */
  readonly value: RowValue;
}

const OPERATORS: Record<RowOperator, (value: never) => FindOperator<unknown>> = {
  '=': Equal,
  '<': LessThan,
  '<=': LessThanOrEqual,
  '>': MoreThan,
  '>=': MoreThanOrEqual,
  in: In,
  null: (value: boolean) => (value ? IsNull() : Not(IsNull())),
};

/** A condition of TypeORM's with these beside it: a row must keep to both. */
export function withRows(
  given: FindOptionsWhere<object>,
  conditions: readonly RowCondition[],
): FindOptionsWhere<object> {
  const where: Record<string, unknown> = { ...given };
  for (const { column, is, value } of conditions) {
    const steps = column.split('.');
    const name = steps.pop()!;
    let at = where;
    for (const step of steps) at = (at[step] ??= {}) as Record<string, unknown>;
    const operator = OPERATORS[is](value as never);
    const other = at[name];
    at[name] =
      other === undefined ? operator : And(other instanceof FindOperator ? other : Equal(other), operator);
  }
  return where as FindOptionsWhere<object>;
}
