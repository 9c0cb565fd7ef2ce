import pg from 'pg';

const OVERDUE = 'Query read timeout';

/**
 * A connection that is ended when an answer is overdue (`query_timeout`): a server that froze or a network that was
 * cut says nothing, and by itself pg would let all later statements queue up behind the one without an answer.
 */
export class BoundedClient extends pg.Client {
  // pg's overloads cannot be repeated here; whatever they take goes through as it is.
  override query(...args: unknown[]): never {
    const result = (super.query as (...args: unknown[]) => unknown).apply(this, args);
    // With a statement unanswered, `end` drops the connection without a word to the server.
    const endIfOverdue = ({ message }: Error): unknown => message === OVERDUE && this.end();
    if (result instanceof Promise) result.catch(endIfOverdue);
    return result as never;
  }
}
