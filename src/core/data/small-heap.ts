import v8 from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'minor' | 'major' }) => void;

/** Moved bytes after which what they left behind is collected; a whole collection, ten times as dear, comes seldom. */
const EVERY_BYTES = 256 * 1024;
const MAJOR_EVERY = 64;

/**
 * Keeps a process small that moves many bytes. Buffers lie outside of V8's heap, so V8 sees little reason to collect
 * the dead ones; one that only passes rows on would grow to twice what it needs, and the more the faster it is.
 * @returns what to tell each time how many bytes went through.
 */
export function keepSmall(): (bytes: number) => void {
  v8.setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  let passed = 0;
  let collections = 0;
  return (bytes) => {
    passed += bytes;
    if (passed < EVERY_BYTES) return;
    passed = 0;
    collections += 1;
    collect({ type: collections % MAJOR_EVERY === 0 ? 'major' : 'minor' });
  };
}
