/** What a backend must know of a namespace. */
export interface BackendNamespace {
  name: string;
  /** Tables whose changes make everything in it outdated. */
  tags: readonly string[];
}

/** A value as it was found, with null for a value that is null. */
export interface Found {
  value: unknown;
}

/** What a key held, and the state of the tags at that moment. */
export interface Reading {
  /** Changes with every change of a tag; what is written under an older one is not found any more. */
  stamp: string;
  found: Found | undefined;
}

/** Gives up the right to produce a value. */
export type Release = () => Promise<void>;

/** Where cached values are kept. Every method may throw where that is a server which can be away. */
export abstract class CacheBackend {
  abstract read(namespace: BackendNamespace, key: string): Promise<Reading>;

  /** @param stamp that of the reading before the value was produced. @param ttl milliseconds. */
  abstract write(
    namespace: BackendNamespace,
    key: string,
    stamp: string,
    value: unknown,
    ttl: number,
  ): Promise<void>;

  abstract delete(namespace: BackendNamespace, key: string): Promise<void>;

  /** Makes everything outdated that was read before, in all namespaces with one of these tags. */
  abstract invalidate(tags: readonly string[]): Promise<void>;

  /**
   * Asks to be the only process that produces a value for this state of the tags, for at most `ttl` milliseconds.
   * @returns null where another process is.
   */
  abstract claim(
    namespace: BackendNamespace,
    key: string,
    stamp: string,
    ttl: number,
  ): Promise<Release | null>;
}
