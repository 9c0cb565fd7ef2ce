import { describe, expect, it } from '@jest/globals';
import { table } from './table.js';

describe('table', () => {
  it('aligns texts on the left, numbers on the right, and leaves no trailing spaces', () => {
    const columns = [
      { title: 'NAME', value: ({ name }: { name: string; rows: number }) => name },
      { title: 'ROWS', value: ({ rows }: { name: string; rows: number }) => rows, align: 'right' as const },
      { title: '', value: () => '' },
    ];
    const rows = [
      { name: 'plan', rows: 4 },
      { name: 'log_entry', rows: 12_345 },
    ];
    expect(table(columns, rows).split('\n')).toEqual([
      'NAME        ROWS',
      'plan           4',
      'log_entry  12345',
    ]);
  });
});
