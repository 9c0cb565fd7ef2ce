/** Names of an entity's columns and relations, as the compiler knows them. */
export type FieldOf<E> = {
  [K in keyof E & string]: E[K] extends (...args: never[]) => unknown ? never : K;
}[keyof E & string];
