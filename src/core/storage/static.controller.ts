import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/auth.decorators.js';
import { NotFoundError } from '../http/app-error.js';
import { Unlimited } from '../limits/unlimited.js';
import { sendObject } from './send-object.js';
import { staticTypeOf } from './static-types.js';
import { MANIFEST } from './static-files.service.js';
import { isStorageKey } from './storage-key.js';
import { Storages } from './storages.js';

/** Serves what `collectstatic` stored, where no server or bucket of its own does. */
@Controller('static')
@ApiExcludeController()
export class StaticController {
  constructor(private readonly storages: Storages) {}

  @Get(':name')
  @Public()
  @Unlimited()
  async read(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const storage = this.storages.of('static');
    const found = isStorageKey(name) ? await storage.stat(name) : null;
    if (!found)
      throw new NotFoundError('There is no such static file: run collectstatic, and load the page again.');
    const object = {
      size: found.size,
      contentType: staticTypeOf(name),
      // The name holds a hash of the content; only the manifest's does not.
      etag: name === MANIFEST ? `"${found.modifiedAt.getTime()}"` : `"${name}"`,
      headers: {
        'cache-control': name === MANIFEST ? 'no-cache' : 'public, max-age=31536000, immutable',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      },
    };
    await sendObject(reply, object, async (range) => (await storage.get(name, range)).stream);
  }
}
