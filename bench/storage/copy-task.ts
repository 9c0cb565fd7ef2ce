/** What one process does with the file, and measures. */
export interface CopyTask {
  backend: 'filesystem' | 's3';
  /** `bare` uses Node's streams or Amazon's client alone, `service` a storage and the meter as `FilesService` does. */
  by: 'bare' | 'service';
  direction: 'put' | 'get';
  /** The file to put, or an empty file's path to get it into. */
  path: string;
  /** The key of the object; under it lies the file to get. */
  key: string;
  /** The filesystem's storage, or the S3's address. */
  place: string;
}

export interface CopyResult {
  seconds: number;
  /** By how many MB the process was larger at its peak than before. */
  extraMb: number;
}
