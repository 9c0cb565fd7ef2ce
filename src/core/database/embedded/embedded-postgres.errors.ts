/** The embedded PostgreSQL cannot be used; the message says what the operator can do, so show it without a stack. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** There are no PostgreSQL binaries for this platform, or they do not run here. */
export class BinariesUnavailableError extends EmbeddedPostgresError {}

/** Another process of this project holds the same data directory; its server was left alone. */
export class AlreadyRunningError extends EmbeddedPostgresError {
  /**
   * @param holder who holds it, as that process described itself: `pid 4711, http://127.0.0.1:3000`.
   */
  constructor(
    readonly dataDir: string,
    readonly holder: string,
  ) {
    super(
      `CV Improver is already running on ${dataDir} (${holder}). Use that one, stop it first, ` +
        'or give this one a DATA_DIR of its own.',
    );
  }
}
