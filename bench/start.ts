import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.js';
import { median, ms, startService } from './service.js';

const ROUNDS = 3;

/** How soon the service is ready, and what it weighs. */
export const start: Bench = {
  name: 'start',
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
        { what: 'first start to ready, database made and migrated', value: ms(first.startMs) },
        { what: 'next start to ready, median', value: ms(median(times)), wanted: '4,000 ms at most' },
        {
          what: 'memory of the Node process when ready',
          value: `${Math.round(memory)} MB`,
          wanted: '350 MB at most',
        },
      ];
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};
