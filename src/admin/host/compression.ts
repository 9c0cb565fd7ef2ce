import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Less than this fits one packet anyway. */
const LEAST_BYTES = 1_024;
/** Quick enough for an answer that is made for one person and thrown away. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const ENCODERS = {
  br: (body: Buffer) => promisify(brotliCompress)(body, BROTLI),
  gzip: (body: Buffer) => promisify(gzip)(body),
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
