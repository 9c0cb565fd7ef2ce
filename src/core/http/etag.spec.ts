import { describe, expect, it } from '@jest/globals';
import { contentTag, expectedTags, expectedVersions } from './etag.js';

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

describe('expectedTags', () => {
  it('finds the tag of the content and no weak one', () => {
    const tag = contentTag({ a: 1 });
    expect(contentTag({ a: 1 })).toBe(tag);
    expect(contentTag({ a: 2 })).not.toBe(tag);
    expect(expectedTags(`"x", ${tag}`)).toEqual(['"x"', tag]);
    expect(expectedTags(`W/${tag}`)).toEqual([]);
    expect(expectedTags(' * ')).toBeNull();
  });
});
