import { describe, expect, it } from '@jest/globals';
import { expectedVersions } from './etag.js';

describe('expectedVersions', () => {
  it.each([
    [undefined, null],
    ['*', null],
    ['"3"', [3]],
    ['"3", "12"', [3, 12]],
    ['W/"3"', []],
    ['W/"3", "4"', [4]],
    ['3', []],
    ['', []],
    ['"x3"', []],
    ['"9999999999"', []],
  ])('reads %j as %j', (header, versions) => {
    expect(expectedVersions(header)).toEqual(versions);
  });
});
