import { describe, expect, it } from '@jest/globals';
import { compiledPath } from './compiled-path.js';

describe('compiledPath', () => {
  it.each([
    ['the source', 'file:///srv/src/project/src/cv/parser/pool.ts'],
    ['the build', 'file:///srv/src/project/dist/src/cv/parser/pool.js'],
  ])('finds the compiled module from %s', (_what, here) => {
    expect(compiledPath('./extract.child.js', here)).toBe(
      '/srv/src/project/dist/src/cv/parser/extract.child.js',
    );
  });
});
