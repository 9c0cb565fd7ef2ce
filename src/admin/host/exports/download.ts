import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';

/** An answer that the browser saves as a file. */
export class Download {
  /** @param type MIME type. @param name of ASCII letters, digits, dots and dashes only. */
  constructor(
    readonly bytes: Readable,
    readonly type: string,
    readonly name: string,
  ) {}

  send(reply: FastifyReply): FastifyReply {
    return reply
      .type(this.type)
      .header('content-disposition', `attachment; filename="${this.name}"`)
      .send(this.bytes);
  }
}
