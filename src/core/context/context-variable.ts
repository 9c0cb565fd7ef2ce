import { AsyncLocalStorage } from 'node:async_hooks';

/** One value of one variable; what holds outside of it is found through `outer`. */
interface Frame {
  variable: object;
  value: unknown;
  outer: Frame | undefined;
}

/** A single one for all variables: before Node 24 each storage costs every promise of the process (bench/README.md). */
const storage = new AsyncLocalStorage<Frame>();

/** A value that holds for some work and for everything that work starts, however deep and late. */
export class ContextVariable<Value> {
  /** The innermost value; undefined outside of every `run`. */
  get(): Value | undefined {
    let frame = storage.getStore();
    while (frame && frame.variable !== this) frame = frame.outer;
    return frame?.value as Value | undefined;
  }

  /** Runs `work` so that `get` answers `value` in it. */
  run<Result>(value: Value, work: () => Result): Result {
    return storage.run({ variable: this, value, outer: storage.getStore() }, work);
  }
}
