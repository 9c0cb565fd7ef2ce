import { setUp } from './setup.mjs';

await setUp();
await import('../dist/src/cli.js');
