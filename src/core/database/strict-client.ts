import pg from 'pg';
import { onInterruption } from '../cli/interruption.js';
import { type Answer, type NamedStatement, NamedStatements } from './named-statements.js';

const OVERDUE = 'Query read timeout';
/** What a statement answers that was prepared before a migration changed a column of its rows. */
const OUTDATED = 'cached plan must not change result type';

/** A client as its users see it, with pg's own types of what `query` answers. */
export type CancellableClient = pg.Client & Pick<StrictClient, 'cancelStatement'>;

/**
 * A connection that takes neither silence nor a refused commit for something else.
 *
 * It is ended when an answer is overdue (`query_timeout`): a server that froze or a network that was cut says nothing,
 * and by itself pg would let all later statements queue up behind the one without an answer.
 * So it is when its prepared statements are outdated.
 *
 * A COMMIT after a failed statement is answered by PostgreSQL with a rollback and no error; here it fails.
 *
 * A command that is interrupted takes its statement along: PostgreSQL would not notice before the statement's end.
 */
export class StrictClient extends pg.Client {
  private collecting = false;
  private statements: NamedStatements | undefined;

  constructor(private readonly config: pg.ClientConfig) {
    super(config);
    this.once('connect', () =>
      this.once(
        'end',
        onInterruption(() => this.cancelStatement()),
      ),
    );
  }

  /** Asks the server, over another connection, to give up the statement in progress, if there is one. */
  async cancelStatement(): Promise<void> {
    const { readyForQuery, processID } = this as unknown as { readyForQuery: boolean; processID: number };
    if (readyForQuery) return;
    const other = new pg.Client(this.config);
    other.on('error', () => undefined); // the query in progress reports it
    try {
      await other.connect();
      await other.query('SELECT pg_cancel_backend($1)', [processID]);
    } finally {
      await other.end();
    }
  }

  // pg's overloads cannot be repeated here; whatever they take goes through as it is.
  override query(...args: unknown[]): never {
    if (this.pipeline) this.collect();
    const result = (super.query as (...args: unknown[]) => unknown).apply(this, args);
    if (!(result instanceof Promise)) return result as never;
    // With a statement unanswered, `end` drops the connection without a word to the server.
    result.catch((error: Error) => isFatal(error) && void this.end());
    return (args[0] === 'COMMIT' ? result.then(assertCommitted) : result) as never;
  }

  /** Runs a statement that the connection keeps prepared; only with a pipeline. */
  named(statement: NamedStatement, answer: Answer): void {
    this.statements ??= new NamedStatements(this);
    this.statements.send(statement, (error, result) => {
      if (error && isFatal(error)) void this.end();
      answer(error, result);
    });
  }

  /** The rows of such a statement. */
  rows<Row extends object>(statement: NamedStatement): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      this.named(statement, (error, result) => (error ? reject(error) : resolve(result.rows as Row[])));
    });
  }

  /** What is sent within one turn of the event loop goes to the server in one packet. */
  private collect(): void {
    if (this.collecting) return;
    this.collecting = true;
    const { stream } = this.connection;
    stream.cork();
    setImmediate(() => {
      this.collecting = false;
      stream.uncork();
    });
  }
}

/** Whether a connection must not be used any more after this error. */
export const isFatal = ({ message }: Error): boolean => message === OVERDUE || message === OUTDATED;

function assertCommitted(result: pg.QueryResult): pg.QueryResult {
  if (result.command === 'COMMIT') return result;
  throw new Error(
    'a statement of this transaction failed and its error was caught, so nothing was committed; ' +
      'put what may fail into run(work, { savepoint: true })',
  );
}
