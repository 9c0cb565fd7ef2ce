/** The three storages: uploads and generated files; what browsers load from anywhere; invoices and exports. */
export const STORAGE_NAMES = ['media', 'static', 'finance'] as const;
export type StorageName = (typeof STORAGE_NAMES)[number];

export const STORAGE_BACKENDS = ['filesystem', 's3'] as const;
export type StorageBackend = (typeof STORAGE_BACKENDS)[number];

/** An S3 and the bucket of each storage. */
export interface S3Config {
  /** Null is Amazon's own, by the region. */
  endpoint: string | null;
  region: string;
  accessKey: string;
  secretKey: string;
  /** Whether the bucket stands in the path of an address rather than in its host. */
  pathStyle: boolean;
  /** How long a request may stand still, in milliseconds. */
  timeoutMs: number;
  buckets: Record<StorageName, string>;
}

/** Where the bytes of stored files are. */
export type StorageConfig = {
  /** Absolute folders of the filesystem's storages. */
  directories: Record<StorageName, string>;
  /** Where browsers load static files from, without a trailing slash; null is this service. */
  staticUrl: string | null;
} & (
  | { backend: 's3'; s3: S3Config }
  /** An S3 that is configured but not in use yet is what `storage:copy` copies to. */
  | { backend: 'filesystem'; s3: S3Config | null }
);
