import { loadavg } from 'node:os';
import type { Bench } from './support/bench.js';
import { OTHER_CORE, pin } from './support/cores.js';
import { machine } from './support/machine.js';
import { table } from './support/table.js';
import { admin } from './admin/admin.bench.js';
import { cache } from './cache/cache.bench.js';
import { mainJob } from './main-job/main-job.bench.js';
import { start } from './start/start.bench.js';
import { keyset } from './lists/keyset.bench.js';
import { queue } from './queue/queue.bench.js';
import { rest } from './rest/rest.bench.js';
import { storage } from './storage/storage.bench.js';

/** With more than this at work before it starts, a run measures the others too. */
const MAX_LOAD = 0.7;

/** Everything `npm run bench` measures. */
const benches: Bench[] = [start, mainJob, rest, keyset, admin, queue, storage, cache];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". There are:`);
  for (const { name, about } of benches) console.error(`  ${name}  ${about}`);
  process.exit(2);
}

const [load = 0] = loadavg();
if (load > MAX_LOAD)
  console.error(
    `The machine is busy (load ${load.toFixed(1)}): what follows says little. Let it rest first.`,
  );
pin(process.pid, OTHER_CORE);
for (const bench of benches) {
  if (asked.length > 0 && !asked.includes(bench.name)) continue;
  console.error(`${bench.name}: ${bench.about} …`);
  console.log(`\n## ${bench.name}\n\n${table(await bench.run())}\n\n${machine(load)}`);
}
