import { createServer, type Socket } from 'node:net';

export interface FakePostgres {
  url: string;
  close(): Promise<void>;
}

/** A message of PostgreSQL's protocol: a letter, the length, the content. */
function message(type: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const int32 = (value: number): Buffer => Buffer.concat([int16(value >> 16), int16(value)]);
const READY = message('Z', Buffer.from('I'));

/** A row of one text column. */
function textRow(name: string, value: string): Buffer {
  const column = [Buffer.from(`${name}\0`), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)];
  return Buffer.concat([
    message('T', Buffer.concat([int16(1), ...column])),
    message('D', Buffer.concat([int16(1), int32(value.length), Buffer.from(value)])),
    message('C', Buffer.from('SHOW\0')),
    READY,
  ]);
}

/**
 * Something that lets everybody in and answers every simple query with one row: the version it pretends to be. No
 * PostgreSQL of a version we refuse can be had from npm.
 * @param version as `server_version_num` has it, or null for something that takes connections and never says a word.
 */
export async function startFakePostgres(version: number | null): Promise<FakePostgres> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (version === null) return;
    let greeted = false;
    socket.on('data', (data) => {
      if (!greeted) socket.write(Buffer.concat([message('R', int32(0)), READY]));
      else if (data[0] === 'Q'.charCodeAt(0)) socket.write(textRow('server_version_num', String(version)));
      greeted = true;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `postgresql://cv:secret-word@127.0.0.1:${port}/cv`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
