import { describe, expect, it } from '@jest/globals';
import { jsonProblem } from './json-text.js';

describe('jsonProblem', () => {
  it.each(['{}', '[]', ' [1, -2.5e3, "a\\n\\u00e9", {"a": [null, true, false]}]\n', '0', '""', '1e400'])(
    'has nothing against %j',
    (text) => {
      expect(jsonProblem(text)).toBeNull();
      expect(() => JSON.parse(text) as unknown).not.toThrow();
    },
  );

  it.each([
    ['', 'line 1, column 1: it ends too early'],
    ['{"a": 1,}', 'line 1, column 9: a name in double quotes is expected'],
    ['{"a" 1}', 'line 1, column 6: a colon is expected'],
    ['[1,\n 2\n 3]', 'line 3, column 2: a comma or ] is expected'],
    ["{'a': 1}", 'line 1, column 2: a name in double quotes is expected'],
    ['[01]', 'line 1, column 3: a comma or ] is expected'],
    ['{"a": nope}', 'line 1, column 7: this cannot stand here'],
    ['"a\tb"', 'line 1, column 1: this cannot stand here'],
    ['[1] 2', 'line 1, column 5: this cannot stand here'],
    ['{"a": [1', 'line 1, column 9: a comma or ] is expected'],
  ])('says what is wrong with %j and where', (text, problem) => {
    expect(jsonProblem(text)).toBe(problem);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });

  it('refuses numbers that would lose digits', () => {
    expect(jsonProblem('[9007199254740993]')).toMatch(/^line 1, column 2: .*rounded/);
    expect(jsonProblem('[9007199254740992, 0.1, 123456789012345]')).toBeNull();
  });

  it('is not deceived by depth', () => {
    expect(jsonProblem('['.repeat(100_000))).not.toBeNull();
  });
});
