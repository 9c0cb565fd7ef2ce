import { describe, expect, it } from '@jest/globals';
import type { DataTable } from './data-tables.js';
import { forwardKeys, inForeignKeyOrder } from './table-order.js';

const table = (name: string, ...targets: string[]): DataTable => ({
  name,
  columns: [],
  key: ['id'],
  foreignKeys: targets.map((target) => ({ name: `fk_${name}_${target}`, target, deferrable: false })),
});
const names = (tables: DataTable[]): string[] => tables.map(({ name }) => name);

describe('the order of tables', () => {
  it('puts what is pointed to first, and says nothing else about the order', () => {
    const ordered = inForeignKeyOrder([table('a', 'c'), table('b'), table('c', 'd'), table('d')]);
    expect(names(ordered)).toEqual(['d', 'c', 'a', 'b']);
    expect(forwardKeys(ordered)).toEqual([]);
  });

  it('takes a table that points at itself, or out of the selection, as it is', () => {
    const ordered = inForeignKeyOrder([table('a', 'a', 'elsewhere')]);
    expect(names(ordered)).toEqual(['a']);
    expect(forwardKeys(ordered)).toEqual([]);
  });

  it('breaks a circle once, and names the key that has to wait', () => {
    const ordered = inForeignKeyOrder([table('a', 'b'), table('b', 'c'), table('c', 'a')]);
    expect(names(ordered)).toEqual(['c', 'b', 'a']);
    expect(forwardKeys(ordered).map(({ table: from, key }) => [from, key.target])).toEqual([['c', 'a']]);
  });
});
