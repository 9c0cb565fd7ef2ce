import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, IsString } from 'class-validator';
import { Type } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/auth.decorators.js';
import { ParseIdPipe } from '../http/parse-id.pipe.js';
import { FilesService } from './files.service.js';
import { sendObject } from './send-object.js';
import { SignedUrls } from './signed-urls.service.js';

class SignatureQuery {
  @Type(() => Number)
  @IsInt()
  expires: number;

  @IsString()
  signature: string;
}

/** Serves a private file, or a range of it, to whoever holds its signed address. */
@Controller('files')
@ApiExcludeController()
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly signedUrls: SignedUrls,
  ) {}

  /** Fastify answers HEAD by it too. */
  @Get(':id')
  @Public()
  async read(
    @Param('id', ParseIdPipe) id: number,
    @Query() query: SignatureQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.signedUrls.verify(id, query.expires, query.signature);
    const file = await this.files.find(id);
    this.signedUrls.verifyLifetime(file, query.expires);
    const object = {
      size: file.size,
      contentType: file.contentType,
      etag: `"${file.sha256}"`,
      headers: {
        'cache-control': 'private, no-cache',
        'last-modified': file.createdAt.toUTCString(),
        'content-disposition': `attachment; filename*=UTF-8''${encodeName(file.originalName)}`,
      },
    };
    await sendObject(reply, object, (range) => this.files.read(file, range));
  }
}

/** `encodeURIComponent` leaves a few characters that RFC 8187 does not. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
