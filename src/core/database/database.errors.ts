/** The database cannot be used as it is; the message says what the operator can do, so show it without a stack. */
export abstract class DatabaseError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The server that `DATABASE_URL` names cannot be reached, refuses us or is not one we can work with. */
export class UnusableServerError extends DatabaseError {}

/** A migration failed; nothing of it remains. */
export class MigrationFailedError extends DatabaseError {}
