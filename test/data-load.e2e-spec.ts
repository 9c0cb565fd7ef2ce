import { beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { people, queryRows, withValue } from './support/data.js';
import { DataMove } from './support/data-move.js';

const move = new DataMove();
const { file, cli, dump, load, usersIn, expectRefused } = move;

describe('a dump that cannot be loaded', () => {
  let whole: string;
  beforeEach(async () => {
    await queryRows(move.source.url, people(1_200));
    await queryRows(
      move.source.url,
      `INSERT INTO cv (id, owner_id, title, language) SELECT n, n, 'CV', 'en' FROM generate_series(1, 1000) n;
       INSERT INTO cv_section (id, cv_id, position, kind) SELECT n, n, 0, 'skills' FROM generate_series(1, 1000) n`,
    );
    whole = await dump(move.source);
  });

  /** The dump with one row changed, and no checksum to tell. */
  const altered = (from: string | RegExp, to: string): string => {
    const text = whole.replace(from, to);
    expect(text).not.toBe(whole);
    return text.replace(/,"sha256":"\w+"/, '');
  };
  const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

  it('is refused when it is cut: after a line, inside one, in its compression', async () => {
    const lines = whole.split('\n');
    await expectRefused(
      await load(`${lines.slice(0, 700).join('\n')}\n`),
      /^The dump is cut in the middle: .* line 700 /m,
    );
    await expectRefused(
      await load(whole.slice(0, whole.indexOf('"person600"') + 5)),
      /^Line \d+: the dump is cut in the middle or altered/m,
    );
    await expectRefused(await load(`${lines.slice(0, -2).join('\n')}\n`), /cut in the middle/);
    await cli(move.source, 'data:dump', '--gzip', '--out', file('dump.gz'));
    const bytes = readFileSync(file('dump.gz'));
    await expectRefused(await load(bytes.subarray(0, bytes.length - 100)), /its compression does not hold/);
    await expectRefused(await load(''), /This is no dump: it is empty/);
  });

  it('is refused when it was altered, or rows are missing', async () => {
    await expectRefused(await load(whole.replace('"CV"', '"VC"')), /its checksum does not hold/);
    const missing = whole.replace(/^\[500, .*\n/m, '');
    await expectRefused(await load(missing), /the table user holds 1199 rows, its header announces 1200/);
    await expectRefused(
      await load(altered('"person900"', '"person900", 1')),
      /this row has \d+ values for \d+ columns/,
    );
    await expectRefused(await load(altered('"person900"', '["person900"]')), /a row holds plain values/);
    await expectRefused(await load(altered('[900, ', '[90071992547409931, ')), /has lost digits/);
    await expectRefused(await load(altered('"person900"', '"\\ud800"')), /half a character/);
    await expectRefused(await load(`${whole}more\n`), /something follows the end/);
    await expectRefused(await load('# People\n\nAnna\n'), /^Line 1: this is no dump/m);
    await expectRefused(
      await load('{"format":"cv-improver-dump","version":1,"rows":null}\n'),
      /^Line 1: this is no dump/m,
    );
    await expectRefused(
      await load('{"format":"cv-improver-dump","version":1,"rows":{}}\n'),
      /^Line 1: this is no dump/m,
    );
  });

  it('names the row that breaks a rule, wherever it stands, and loads nothing', async () => {
    const check = altered('"person900"', '"person 900"');
    await expectRefused(
      await load(check),
      new RegExp(
        `^Line ${lineOf(check, '"person 900"')}, row 900 of user: .*"ck_user_username". Nothing was loaded.$`,
        'm',
      ),
    );
    const type = altered(/^\[900, "person900"/m, '["x", "person900"');
    await expectRefused(await load(type), /row 900 of user: invalid input syntax for type bigint: "x"/);
    const unique = altered('"person900"', '"person899"');
    await expectRefused(
      await load(unique),
      /row 900 of user: .*"uq_user_username": Key \(username\)=\(person899\)/,
    );
    const missing = altered('"person900"', 'null');
    await expectRefused(await load(missing), /row 900 of user: null value in column "username"/);
    const nul = altered('"person900"', '"person\\u0000"');
    await expectRefused(await load(nul), /row 900 of user: invalid byte sequence/);
  });

  it('names also the row that a check after all rows finds', async () => {
    const foreign = withValue(whole, 'cv', 900, 'owner_id', 999_999);
    await expectRefused(
      await load(foreign),
      new RegExp(
        `^Line ${lineOf(foreign, '999999')}, row 900 of cv: .*Key \\(owner_id\\)=\\(999999\\) is not present`,
        'm',
      ),
    );
    const deferred = withValue(whole, 'cv_section', 900, 'cv_id', 899);
    await expectRefused(
      await load(deferred),
      /row 900 of cv_section: .*Key \(cv_id, "position"\)=\(899, 0\) already exists/,
    );
  });

  it('is refused for a table, a column or a migration that the database does not have', async () => {
    await expectRefused(
      await load(whole.replaceAll('cv_section', 'cv_sektion')),
      /table cv_sektion, which this service/,
    );
    await expectRefused(
      await load(altered('"username"', '"nickname"')),
      /the table user has no column nickname/,
    );
    await expectRefused(
      await load(altered(/"migration":"\w+"/, '"migration":"AddMars1"')),
      /made at migration AddMars1/,
    );
    await expectRefused(
      await load(altered('"version":1', '"version":2')),
      /format version 2, this service reads 1/,
    );
  });

  it('is not loaded over rows that are there', async () => {
    expect((await load(whole)).code).toBe(0);
    const again = await load(whole);
    expect(again).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/row 1 of user: duplicate key .*\(id\)=\(1\)/),
    });
    expect(await usersIn(move.target)).toBe(1_200);
  });

  it('is tried without a trace, and loaded only when somebody agrees', async () => {
    const tried = await load(whole, '--dry-run');
    expect(tried).toMatchObject({ code: 0, stdout: expect.stringMatching(/the dump would load 3,200 rows/) });
    expect(await usersIn(move.target)).toBe(0);
    const last = `SELECT pg_sequence_last_value(pg_get_serial_sequence('"user"', 'id')) AS last`;
    expect(await queryRows(move.target.url, last)).toEqual([{ last: null }]);
    const unasked = await cli(move.target, 'data:load', file('dump'));
    expect(unasked).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Load 3,200 rows .* pass --yes/),
    });
    expect(await usersIn(move.target)).toBe(0);
  });
});
