import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { parseRange } from './byte-ranges.js';
import type { ByteRange } from './storage.js';

/** What is told about an object that is sent to a browser. */
export interface SentObject {
  /** Bytes. */
  size: number;
  contentType: string;
  /** Names the content, whatever its address; in quotes, as in the header. */
  etag: string;
  headers: Record<string, string>;
}

/**
 * Answers GET and HEAD for an object as RFC 9110 says: all of it or one range, 304 for who has it, 416 beyond its end. It
 * is opened only when bytes are to be sent.
 */
export async function sendObject(
  reply: FastifyReply,
  { size, contentType, etag, headers }: SentObject,
  open: (range?: ByteRange) => Promise<Readable>,
): Promise<void> {
  const { method, headers: asked } = reply.request;
  const common = { ...headers, etag, 'accept-ranges': 'bytes' };
  if (asked['if-none-match']?.split(/\s*,\s*/).some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag))
    return void reply.status(304).headers(common).send();
  // A range of other content than the caller has would make a broken file of the two.
  const isSame = asked['if-range'] === undefined || asked['if-range'] === etag;
  const range = method === 'GET' && isSame ? parseRange(asked.range, size) : null;
  if (range === 'unsatisfiable')
    return void reply
      .status(416)
      .headers({ 'content-range': `bytes */${size}` })
      .send();
  // A stream, even of nothing, leaves the length as it is said. And a storage that fails leaves the answer untouched.
  const stream = method === 'HEAD' ? Readable.from([]) : await open(range ?? undefined);
  const length = range ? range.last - range.first + 1 : size;
  void reply.headers({ ...common, 'content-type': contentType, 'content-length': length });
  if (range) void reply.status(206).header('content-range', `bytes ${range.first}-${range.last}/${size}`);
  void reply.send(stream);
}
