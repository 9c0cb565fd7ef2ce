import { cpus, release, totalmem, type } from 'node:os';
import { pinning } from './cores.js';

/** One sentence on what the figures were measured on. @param load the load average before the run. */
export function machine(load: number): string {
  const memory = Math.round(totalmem() / 1024 ** 3);
  return (
    `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GB, ` +
    `${type()} ${release()}, Node ${process.versions.node}; load before ${load.toFixed(1)}; ${pinning}.`
  );
}
