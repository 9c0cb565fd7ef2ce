import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import type { AppConfig } from '../../core/config/app-config.js';
import { databaseOptions } from '../../core/database/database-options.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { User } from '../user.entity.js';
import { InvalidRefreshTokenError } from '../users.errors.js';
import { RefreshSession } from './refresh-session.entity.js';
import { RefreshSessions } from './refresh-sessions.service.js';

const client = { ip: '203.0.113.7', userAgent: 'a browser' };
const ended = InvalidRefreshTokenError;

describe('RefreshSessions', () => {
  let database: TestDatabase;
  let source: DataSource;
  let sessions: RefreshSessions;
  let user: User;
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);

  beforeAll(async () => {
    database = await createTestDatabase();
    const entities = [User, RefreshSession];
    source = await new DataSource({
      ...databaseOptions(database.url, 'request', 10),
      entities,
      migrations: [],
    }).initialize();
    sessions = new RefreshSessions(new Transactions(source), { secretKey: 'a key of the test' } as AppConfig);
  });

  afterAll(async () => {
    warn.mockRestore();
    await source?.destroy();
    await database?.drop();
  });

  beforeEach(async () => {
    await source.query('DELETE FROM "user"');
    const users = source.getRepository(User);
    await users.insert({ username: 'ada', email: 'ada@example.com' });
    user = await users.findOneByOrFail({ username: 'ada' });
  });

  const rows = (): Promise<RefreshSession[]> =>
    source.getRepository(RefreshSession).find({ order: { id: 'ASC' } });
  const age = (milliseconds: number): Promise<unknown> =>
    source.query(`UPDATE refresh_session SET rotated_at = rotated_at - $1 * interval '1 ms'`, [milliseconds]);

  it('starts a family whose token is stored as a hash only', async () => {
    const { token, family } = await sessions.start(user, client);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await rows()).toMatchObject([{ family, userId: user.id, ip: client.ip, userAgent: 'a browser' }]);
    expect(JSON.stringify(await source.query('SELECT * FROM refresh_session'))).not.toContain(token);
  });

  it('rotates: the next token works, in the same family, and points back', async () => {
    const first = await sessions.start(user, client);
    const second = await sessions.rotate(first.token, client);
    const third = await sessions.rotate(second.token, client);
    expect(new Set([first.token, second.token, third.token]).size).toBe(3);
    expect(third).toMatchObject({ family: first.family, user: { id: user.id, username: 'ada' } });
    const [a, b, c] = await rows();
    expect([a?.rotatedToId, b?.rotatedToId, c?.rotatedToId]).toEqual([b?.id, c?.id, null]);
  });

  it('gives 20 concurrent refreshes one successor', async () => {
    const { token } = await sessions.start(user, client);
    const issued = await Promise.all(Array.from({ length: 20 }, () => sessions.rotate(token, client)));
    expect(new Set(issued.map((one) => one.token)).size).toBe(1);
    expect(await rows()).toHaveLength(2);
  });

  it('repeats a lost answer within the overlap', async () => {
    const { token } = await sessions.start(user, client);
    const second = await sessions.rotate(token, client);
    await age(9_000);
    expect((await sessions.rotate(token, client)).token).toBe(second.token);
  });

  it('ends the family when a used token comes back after the overlap', async () => {
    const { token } = await sessions.start(user, client);
    const second = await sessions.rotate(token, client);
    await age(11_000);
    await expect(sessions.rotate(token, client)).rejects.toThrow(ended);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining(`user ${user.id}`));
    await expect(sessions.rotate(second.token, client)).rejects.toThrow(ended);
  });

  it('ends the family when a used token comes back although its successor was used', async () => {
    const { token } = await sessions.start(user, client);
    const second = await sessions.rotate(token, client);
    const third = await sessions.rotate(second.token, client);
    await expect(sessions.rotate(token, client)).rejects.toThrow(ended);
    await expect(sessions.rotate(third.token, client)).rejects.toThrow(ended);
  });

  it('leaves the other sessions of the person alone', async () => {
    const stolen = await sessions.start(user, client);
    const other = await sessions.start(user, client);
    await sessions.revokeFamilyOf(stolen.token);
    await expect(sessions.rotate(stolen.token, client)).rejects.toThrow(ended);
    expect((await sessions.rotate(other.token, client)).family).toBe(other.family);
  });

  it('counts a family as ended as soon as one of its tokens is', async () => {
    const first = await sessions.start(user, client);
    const second = await sessions.rotate(first.token, client);
    // As after a race: the statement that ended the family could not see its newest token.
    await source.query('UPDATE refresh_session SET revoked_at = now() WHERE rotated_to_id IS NOT NULL');
    await expect(sessions.rotate(second.token, client)).rejects.toThrow(ended);
  });

  it('ends every session of a person', async () => {
    const tokens = [await sessions.start(user, client), await sessions.start(user, client)];
    await sessions.revokeAllOf(user.id);
    for (const { token } of tokens) await expect(sessions.rotate(token, client)).rejects.toThrow(ended);
  });

  it('refuses a deactivated person, for good', async () => {
    const { token } = await sessions.start(user, client);
    await source.query('UPDATE "user" SET is_active = false');
    await expect(sessions.rotate(token, client)).rejects.toThrow(ended);
    await source.query('UPDATE "user" SET is_active = true');
    await expect(sessions.rotate(token, client)).rejects.toThrow(ended);
  });

  it('refuses an expired and an unknown token', async () => {
    const { token } = await sessions.start(user, client);
    await source.query(`UPDATE refresh_session SET expires_at = now() - interval '1 second'`);
    await expect(sessions.rotate(token, client)).rejects.toThrow(ended);
    await expect(sessions.rotate('a'.repeat(43), client)).rejects.toThrow(ended);
  });
});
