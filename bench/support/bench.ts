/** One line of a bench's table: column name to what stands there. */
export type Row = Record<string, string | number>;

/** One thing that is measured; `npm run bench -- <name>` runs it alone. */
export interface Bench {
  name: string;
  /** One sentence for the list of benches. */
  about: string;
  /** Measures and returns the table; progress goes to standard error. */
  run(): Promise<Row[]>;
}
