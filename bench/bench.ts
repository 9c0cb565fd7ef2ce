import { mainJob } from './main-job.js';
import { start } from './start.js';

/** One measured figure; `wanted` is what the issue that asked for it allows, where there is such a bound. */
export interface Row {
  what: string;
  value: string;
  wanted?: string;
}

/** A benchmark by the name `npm run bench -- <name>` knows it by. */
export interface Bench {
  name: string;
  run(): Promise<Row[]>;
}

const benches: Bench[] = [start, mainJob];

const names = process.argv.slice(2);
for (const bench of benches.filter(({ name }) => names.length === 0 || names.includes(name))) {
  console.log(`\n${bench.name}`);
  for (const { what, value, wanted } of await bench.run()) {
    console.log(`  ${what.padEnd(46)} ${value.padStart(12)}${wanted ? `   (wanted: ${wanted})` : ''}`);
  }
}
