import pg from 'pg';

/** A statement that connections keep prepared under its name. */
export interface NamedStatement {
  name: string;
  text: string;
  values: unknown[];
}

/** What pg's result (`pg/lib/result.js`) knows of a statement's columns once the server has described them. */
interface Columns {
  fields: unknown;
  _parsers: unknown;
  _prebuiltEmptyResultObject: unknown;
}

/** The parts of pg's query (`pg/lib/query.js`) that its types leave out. */
interface Internals {
  name: string;
  _result: Columns;
  _accumulateRows: boolean;
}

export type Answer = (error: Error | undefined, result: pg.QueryResult & Columns) => void;

/**
 * Sends the named statements of one connection. The server describes the columns of each only the first time: telling them
 * again, and reading them, is a tenth of what a small read costs (bench/README.md). A connection whose statements are
 * outdated must be given up, so they cannot change.
 */
export class NamedStatements {
  private readonly known = new Map<string, Columns>();
  private describing = true;

  constructor(private readonly client: pg.Client) {
    const { connection } = client;
    const describe = connection.describe.bind(connection) as (...args: unknown[]) => void;
    connection.describe = (...args: unknown[]) => {
      if (this.describing) describe(...args);
    };
  }

  /** The client must be connected and have a pipeline: then pg sends what it is given before it returns. */
  send({ name, text, values }: NamedStatement, answer: Answer): void {
    const query = new pg.Query(text, values);
    const columns = this.known.get(name);
    const internals: Partial<Internals> = columns ? { name, _accumulateRows: true } : { name };
    Object.assign(query, internals);
    if (columns) Object.assign((query as unknown as Internals)._result, columns);
    const learn: Answer = (error, result) => {
      if (!error) {
        const { fields, _parsers, _prebuiltEmptyResultObject } = result;
        this.known.set(name, { fields, _parsers, _prebuiltEmptyResultObject });
      }
      answer(error, result);
    };
    this.describing = columns === undefined;
    (this.client.query as (query: pg.Query, answer: Answer) => void)(query, columns ? answer : learn);
    this.describing = true;
  }
}
