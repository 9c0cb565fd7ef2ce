import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { people, queryRows, withValue } from './support/data.js';
import { DataMove } from './support/data-move.js';

const move = new DataMove();
const { file, cli, dump, load, usersIn, expectRefused } = move;

describe('data:dump and data:load', () => {
  it('bring every value back exactly, and the second dump is the first one byte for byte', async () => {
    await queryRows(move.source.url, people(3));
    await queryRows(
      move.source.url,
      `UPDATE "user" SET date_joined = '2024-02-29 23:59:59.999999+14', last_login = 'infinity', first_name = E'a\\tb\\\\n\\n"c" 🙂 Ł',
         password_hash = '$argon2id$x' WHERE id = 2;
       INSERT INTO stored_file (id, storage, key, original_name, size, sha256, content_type, owner_id)
         VALUES (9007199254740993, 'media', '6f0c1a52-6a5c-4c58-9d40-0a4a2a3a9f11', E'\\\\.', 9223372036854775807, 'x', 'text/plain', 2);
       INSERT INTO refresh_session (id, user_id, family, token_hash, ip, expires_at)
         SELECT n, 1, '6f0c1a52-6a5c-4c58-9d40-0a4a2a3a9f11', repeat(n::text, 64), '2001:db8::/32', now() FROM generate_series(1, 2) n;
       UPDATE refresh_session SET rotated_to_id = 2 WHERE id = 1;
       INSERT INTO cv (id, owner_id, title, language) VALUES (1, 1, '', 'en');
       INSERT INTO cv_version (cv_id, number, origin, document)
         VALUES (1, 1, 'edit', '{"n": 12345678901234567890.10, "deep": [null, {"a": "\\u2028\\\\"}]}'), (1, 2, 'edit', 'null');
       INSERT INTO cv_section (id, cv_id, position, kind) VALUES (1, 1, 0, 'skills');
       INSERT INTO cv_entry (section_id, position, bullets)
         VALUES (1, 0, ARRAY['a,b', '"', '', 'NULL', E'\\\\', E'x\\ny']), (1, 1, '{}');
       INSERT INTO log_entry (action, entity, entity_id, ip, diff) VALUES ('login', 'user', '1', '10.0.0.1', NULL);`,
    );
    const first = await dump(move.source, '--with-secrets');
    expect(await load(first)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Loaded \d+ rows of \d+ tables/),
    });
    expect(await dump(move.target, '--with-secrets')).toBe(first);
    const same = `SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM`;
    for (const table of ['"user"', 'stored_file', 'refresh_session', 'cv_version', 'cv_entry', 'log_entry'])
      expect(await queryRows(move.target.url, `${same} ${table} t`)).toEqual(
        await queryRows(move.source.url, `${same} ${table} t`),
      );
  });

  it('compress, write files that only their owner reads, and replace a file only when the new one is whole', async () => {
    await queryRows(move.source.url, people(2));
    const plain = await dump(move.source);
    writeFileSync(file('dump.gz.partial'), '', { mode: 0o644 });
    await cli(move.source, 'data:dump', '--gzip', '--out', file('dump.gz'));
    expect(statSync(file('dump.gz')).mode & 0o777).toBe(0o600);
    expect(gunzipSync(readFileSync(file('dump.gz'))).toString()).toBe(plain);
    expect((await cli(move.source, 'data:dump', '--out', file('no/such/folder'))).stderr).toMatch(
      /cannot be written/,
    );
    const loaded = await cli(move.target, 'data:load', file('dump.gz'), '--yes');
    expect(loaded.code).toBe(0);
    expect(await usersIn(move.target)).toBe(2);
  });

  it('pass rows from one database to another through a pipe', async () => {
    await queryRows(move.source.url, people(2_000));
    const cli = `"${process.execPath}" "${fileURLToPath(new URL('../dist/src/cli.js', import.meta.url))}"`;
    const { stdout } = await promisify(execFile)(
      'sh',
      ['-c', `DATABASE_URL="$FROM" ${cli} data:dump --gzip | DATABASE_URL="$TO" ${cli} data:load - --yes`],
      { env: { ...process.env, NODE_ENV: 'test', FROM: move.source.url, TO: move.target.url } },
    );
    expect(stdout).toMatch(/^Loaded 2,000 rows/);
    expect(await usersIn(move.target)).toBe(2_000);
  });

  it('leave secrets out unless asked, with the tables that are nothing without them', async () => {
    await queryRows(move.source.url, people(1));
    await queryRows(
      move.source.url,
      `UPDATE "user" SET password_hash = 'the hash';
       INSERT INTO refresh_session (user_id, family, token_hash, expires_at)
         VALUES (1, gen_random_uuid(), repeat('a', 64), now())`,
    );
    const without = await dump(move.source);
    expect(without).not.toContain('the hash');
    expect(JSON.parse(without.split('\n')[0] ?? '')).toMatchObject({
      secrets: false,
      left_out: ['admin_session', 'refresh_session'],
    });
    expect((await load(without)).code).toBe(0);
    expect(await queryRows(move.target.url, 'SELECT password_hash FROM "user"')).toEqual([
      { password_hash: null },
    ]);
    expect(await dump(move.source, '--with-secrets')).toContain('the hash');
  });

  it('take any selection of tables, in an order that foreign keys allow', async () => {
    await queryRows(move.source.url, people(1));
    const tables = (text: string): string[] =>
      [...text.matchAll(/^\{"table":"(\w+)"/gm)].map(([, name]) => name as string);
    expect(tables(await dump(move.source, '--only', 'cv_version,cv,user'))).toEqual([
      'user',
      'cv',
      'cv_version',
    ]);
    expect(tables(await dump(move.source, '--exclude', 'user,cv'))).not.toContain('user');
    const order = tables(await dump(move.source));
    expect(order.indexOf('cv')).toBeGreaterThan(order.indexOf('user'));
    const wrong = await cli(move.source, 'data:dump', '--only', 'user,users');
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no table users\. There are: admin_session, /),
    });
  });

  it('never give the number of a row again, even of one that was deleted', async () => {
    await queryRows(move.source.url, `${people(5)}; DELETE FROM "user" WHERE id > 3`);
    await load(await dump(move.source));
    await queryRows(
      move.target.url,
      `INSERT INTO "user" (username, email) VALUES ('next', 'next@example.com')`,
    );
    expect(await queryRows(move.target.url, 'SELECT max(id)::int AS id FROM "user"')).toEqual([{ id: 6 }]);
  });

  it('know types that no entity has yet, and leave to the database what it computes', async () => {
    const columns = `ALTER TABLE cv ADD COLUMN born date, ADD COLUMN span interval, ADD COLUMN raw bytea, ADD COLUMN code char(3),
      ADD COLUMN ratio float8, ADD COLUMN price numeric, ADD COLUMN grid int[], ADD COLUMN spans tstzrange,
      ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY, ADD COLUMN length int GENERATED ALWAYS AS (char_length(title)) STORED`;
    await queryRows(
      move.source.url,
      `${columns}; ${people(1)};
       INSERT INTO cv (owner_id, title, language, born, span, raw, code, ratio, price, grid, spans) VALUES
         (1, 'a', 'en', '0044-03-15 BC', '-1 mon +2 days', '\\x00ff0a5c', 'ab', 0.1::float4, 'NaN', '[0:1][2:3]={{1,NULL},{3,4}}', '[2024-01-01,)'),
         (1, 'bb', 'en', 'infinity', '0', '', '', '-Infinity', 1.2300, '{}', 'empty'),
         (1, 'ccc', 'en', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
    );
    await queryRows(move.target.url, columns);
    const text = await dump(move.source);
    expect(await load(text)).toMatchObject({ code: 0 });
    expect(await dump(move.target)).toBe(text);
    const rows = 'SELECT cv::text AS row FROM cv ORDER BY id';
    expect(await queryRows(move.target.url, rows)).toEqual(await queryRows(move.source.url, rows));
    const next = `INSERT INTO cv (owner_id, title, language) VALUES (1, '', 'en') RETURNING number::int`;
    expect(await queryRows(move.target.url, next)).toEqual([{ number: 4 }]);
  });

  it.each(['NOT DEFERRABLE', 'DEFERRABLE'])(
    'load tables that point at each other in a circle, and check the circle %s',
    async (how) => {
      const column = 'ALTER TABLE "user" ADD COLUMN favourite_id bigint NOT NULL DEFAULT 1';
      const circle = `ALTER TABLE "user" ADD CONSTRAINT fk_favourite FOREIGN KEY (favourite_id) REFERENCES cv (id) ${how};
        ALTER TABLE cv ALTER CONSTRAINT fk_cv_owner_id ${how}`;
      await queryRows(
        move.source.url,
        `${column}; ${people(2)}; INSERT INTO cv (id, owner_id, title, language) VALUES (1, 1, '', 'en'); ${circle}`,
      );
      await queryRows(move.target.url, `${column}; ${circle}`);
      const text = await dump(move.source);
      const lost = withValue(text, 'user', 1, 'favourite_id', 77);
      await expectRefused(await load(lost), /row 1 of user: .*Key \(favourite_id\)=\(77\) is not present/);
      const orphan = withValue(text, 'cv', 1, 'owner_id', 88);
      await expectRefused(await load(orphan), /row 1 of cv: .*Key \(owner_id\)=\(88\) is not present/);
      expect((await load(text)).code).toBe(0);
      const state = `SELECT DISTINCT condeferrable AS can, condeferred AS does FROM pg_constraint
        WHERE conname IN ('fk_favourite', 'fk_cv_owner_id')`;
      expect(await queryRows(move.target.url, state)).toEqual([{ can: how === 'DEFERRABLE', does: false }]);
    },
  );
});
