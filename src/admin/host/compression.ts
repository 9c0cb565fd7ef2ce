import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Less than this fits one packet anyway. */
const LEAST_BYTES = 1_024;
/** For an answer that is made for one person and thrown away: twice as quick as 4, a twentieth longer. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 2, [constants.BROTLI_PARAM_LGWIN]: 16 } };

/** At once: answers have a few kilobytes, and handing them to another thread costs several times the work. */
const ENCODERS = {
  br: (body: Buffer) => brotliCompressSync(body, BROTLI),
  gzip: (body: Buffer) => gzipSync(body),
};
export type Encoding = keyof typeof ENCODERS;

/** The best encoding that a browser takes; null where it takes none of ours. */
export function acceptedEncoding(header: string | undefined): Encoding | null {
  const accepted = new Map(
    (header ?? '').split(',').map((item): [string, boolean] => {
      const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
      return [name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))];
    }),
  );
  return (['br', 'gzip'] as const).find((encoding) => accepted.get(encoding)) ?? null;
}

async function compress(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (typeof payload !== 'string' || reply.hasHeader('content-encoding')) return payload;
  void reply.header('vary', 'accept-encoding');
  const body = Buffer.from(payload);
  const encoding = acceptedEncoding(request.headers['accept-encoding']);
  if (body.length < LEAST_BYTES || !encoding) return payload;
  void reply.removeHeader('content-length').header('content-encoding', encoding);
  return ENCODERS[encoding](body);
}

/**
 * Compresses a scope's pages and answers. For those behind the login only: what they hold is asked for by pages of
 * our own alone, since cookies are SameSite, and no token stands in them, so their length tells nobody anything.
 */
export function compressAnswers(scope: FastifyInstance): void {
  scope.addHook('onSend', compress);
}
