import type { StaticFiles } from './static-files.service.js';
import type { Storage } from './storage.js';
import { sha256Of, type StorageFinding } from './verify-storage.js';

/** As `verifyStorage`: compares the manifest with the objects, and with `checksums` their names with their bytes. */
export async function* verifyStatic(
  files: StaticFiles,
  storage: Storage,
  checksums: boolean,
): AsyncGenerator<StorageFinding | null> {
  for (const key of Object.values((await files.manifest()).files)) {
    const at = { storage: 'static' as const, key, file: null };
    if (!(await storage.stat(key))) yield { ...at, problem: 'missing', detail: 'the manifest names it' };
    else if (checksums && !key.includes((await sha256Of(storage, key)).slice(0, 16)))
      yield { ...at, problem: 'checksum', detail: 'the bytes are others than the name says' };
    else yield null;
  }
}
