/** Names of an entity's columns and relations, as the compiler knows them. */
export type FieldOf<E> = {
  [K in keyof E & string]: E[K] extends (...args: never[]) => unknown ? never : K;
}[keyof E & string];

/** What a property leads to when it is a relation to one row; `never` for plain values. */
type Related<T> =
  NonNullable<T> extends Date | readonly unknown[] | string | number | boolean
    ? never
    : NonNullable<T> extends object
      ? NonNullable<T>
      : never;

type Beyond<E, K extends FieldOf<E>> = [Related<E[K]>] extends [never]
  ? never
  : `${K}.${FieldOf<Related<E[K]>>}`;

/** A field, or one of the row that a relation leads to: `name`, `owner.email`. */
export type PathOf<E> = FieldOf<E> | { [K in FieldOf<E>]: Beyond<E, K> }[FieldOf<E>];
