import { orExit, setUp } from './setup.mjs';
import { typescript } from './setup/build.mjs';

await setUp();
await orExit(() => typescript('tsconfig.bench.json'));
await import('../dist/bench/bench.js');
