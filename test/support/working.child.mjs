// The child process of a pool that does what a test tells it.
import { serveParent } from '../../dist/src/core/child-processes/serve-parent.js';

const kinds = {
  pid: () => process.pid,
  blocks() {
    for (;;);
  },
  throws() {
    throw new RangeError('there is no such thing');
  },
  allocates() {
    const kept = [];
    for (;;) kept.push(new Array(1_000).fill(Math.random()));
  },
  exits: () => process.exit(3),
};

await serveParent((kind) => kinds[kind]());
