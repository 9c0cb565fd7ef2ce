import jwt from 'jsonwebtoken';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { connectionSettings } from '../../src/core/database/database-options.js';
import { create } from './bare-create.js';
import { COUNT, GET, LIST } from './questionnaire-sql.js';
import { TOKEN_KEY, TOKEN_RULES } from '../support/tokens.js';

/**
 * The first reference: what the hot routes cost at the least on Node. The same token check, statements and JSON as
 * the service, and nothing else: no validation, limits, error handling, request ids, log or security headers.
 */
const pool = new pg.Pool({
  ...connectionSettings('request'),
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL_SIZE),
});
const PATH = '/cv/questionnaire';
const PAGE_SIZE = 20;

const server = createServer((request, response) => {
  answer(request).then(
    ({ status, body }) => send(response, status, body),
    (error: Error) => send(response, 500, { detail: error.message }),
  );
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ type: 'ready', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.once('SIGTERM', () => process.exit(0));

async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
  const token = request.headers.authorization!.slice('Bearer '.length);
  const userId = Number(jwt.verify(token, TOKEN_KEY, TOKEN_RULES).sub);
  if (request.method === 'POST')
    return { status: 201, body: await create(pool, userId, await json(request)) };
  if (request.url!.startsWith(`${PATH}/`))
    return { status: 200, body: await get(userId, Number(request.url!.slice(PATH.length + 1))) };
  return { status: 200, body: await list(userId, 1) };
}

async function list(userId: number, page: number): Promise<object> {
  const [rows, counted] = await Promise.all([
    pool.query({ name: 'list', text: LIST, values: [userId, PAGE_SIZE, (page - 1) * PAGE_SIZE] }),
    pool.query<{ count: number }>({ name: 'count', text: COUNT, values: [userId] }),
  ]);
  const { count } = counted.rows[0]!;
  const next = page * PAGE_SIZE < count ? `${PATH}?page=${page + 1}&page_size=${PAGE_SIZE}` : null;
  return { count, next, previous: null, results: rows.rows };
}

async function get(userId: number, id: number): Promise<object> {
  const { rows } = await pool.query<object>({ name: 'get', text: GET, values: [id, userId] });
  return rows[0]!;
}

async function json(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
