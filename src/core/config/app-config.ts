import type { MailConfig } from './mail-config.js';
import type { StorageConfig } from './storage-config.js';

/** Where the database is: our own PostgreSQL in `dataDir`, or a server named by `DATABASE_URL`. */
export type DatabaseConfig = { poolSize: number } & ({ kind: 'embedded' } | { kind: 'server'; url: string });

/** Everything the service was told, read once at start. Inject this class; nothing else reads `process.env`. */
export class AppConfig {
  readonly mode: 'development' | 'test' | 'production';
  /** Absolute path of the folder for the embedded database, files and secrets. */
  readonly dataDir: string;
  readonly http: {
    host: string;
    /** 0 lets the system choose. */
    port: number;
    /** Public address of this service without a trailing slash; null means "as the request says". */
    backendUrl: string | null;
    frontendUrl: string | null;
    corsOrigins: string[];
    /** Hops or CIDRs whose `X-Forwarded-*` is believed; false believes nobody. */
    trustProxy: number | string[] | false;
  };
  readonly database: DatabaseConfig;
  readonly storage: StorageConfig;
  /** The Redis or Valkey that holds queue, cache and limits; null keeps them in PostgreSQL and in memory. */
  readonly redisUrl: string | null;
  readonly mail: MailConfig;
  /** Root of every key the service derives; never used directly. */
  readonly secretKey: string;
  readonly admin: { username: string; password: string | null };
  /** Limits of requests; quotas of a plan hold regardless. */
  readonly limits: { enabled: boolean; perAddress: number };
  /**
   * Who may read metrics from elsewhere, and where workers serve theirs; null is nobody and nowhere. Traces go to an
   * OTLP endpoint, without a trailing slash; null keeps none.
   */
  readonly metrics: { token: string | null; workerPort: number | null };
  readonly traces: { endpoint: string } | null;
  readonly log: { level: string };
  /** Within how many milliseconds a killed worker's job runs again; looks for what was left behind follow it. */
  readonly jobs: { recoveryMs: number };
  /** Whether `main` also consumes jobs. */
  readonly worker: boolean;

  constructor(values: AppConfig) {
    Object.assign(this, values);
  }
}
