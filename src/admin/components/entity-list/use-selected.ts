import { useCallback, useEffect, useState } from 'react';

/** Rows that are selected, on this page or others of the same choice; or all of that choice. */
export interface Selected {
  keys: ReadonlySet<string>;
  all: boolean;
  count: number;
  /** Those of a page that are selected. */
  keysOn(page: readonly string[]): ReadonlySet<string>;
  select(keys: readonly string[], isSelected: boolean): void;
  selectAll(): void;
  clear(): void;
}

const NONE: ReadonlySet<string> = new Set();

/** A selection that ends when other rows are asked for. @param choice says which rows are. */
export function useSelected(choice: string): Selected {
  const [keys, setKeys] = useState(NONE);
  const [all, setAll] = useState(false);
  const clear = useCallback(() => {
    setKeys(NONE);
    setAll(false);
  }, []);
  useEffect(clear, [choice, clear]);
  const select = useCallback((some: readonly string[], isSelected: boolean) => {
    setAll(false);
    setKeys((old) => {
      const next = new Set(old);
      for (const key of some) {
        if (isSelected) next.add(key);
        else next.delete(key);
      }
      return next;
    });
  }, []);
  return {
    keys,
    all,
    count: keys.size,
    keysOn: (page) => (all ? new Set(page) : keys),
    select,
    selectAll: () => setAll(true),
    clear,
  };
}
