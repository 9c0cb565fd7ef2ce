import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../support/bench.js';
import { startService } from '../support/service.js';
import { median } from '../support/statistics.js';

const ROUNDS = 3;

/** The service with its embedded database, as `npm start` runs it once everything is built. */
export const start: Bench = {
  name: 'start',
  about: 'how soon the service is ready, and what it weighs',
  async run() {
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-start-'));
    try {
      const first = await startService(dataDir);
      await first.stop();
      const times: number[] = [];
      let memory = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const service = await startService(dataDir);
        times.push(service.startMs);
        memory = Math.max(memory, service.memoryMb());
        await service.stop();
      }
      return [
        {
          what: 'first start to ready, database made and migrated (ms)',
          measured: Math.round(first.startMs),
          wanted: '',
        },
        {
          what: 'next start to ready, median (ms)',
          measured: Math.round(median(times)),
          wanted: '4,000 at most',
        },
        {
          what: 'memory of the Node process when ready (MB)',
          measured: Math.round(memory),
          wanted: '350 at most',
        },
      ];
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};
