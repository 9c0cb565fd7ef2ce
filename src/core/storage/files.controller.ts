import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, IsString } from 'class-validator';
import { Type } from 'class-transformer';
import { ForbiddenError } from '../http/app-error.js';
import { Public } from '../http/auth.decorators.js';
import { ParseIdPipe } from '../http/parse-id.pipe.js';
import { FilesService } from './files.service.js';
import { SignedUrls } from './signed-urls.service.js';

class SignatureQuery {
  @Type(() => Number)
  @IsInt()
  expires: number;

  @IsString()
  signature: string;
}

/** Serves a private file to whoever holds its signed address. */
@Controller('files')
@ApiExcludeController()
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly signedUrls: SignedUrls,
  ) {}

  @Get(':id')
  @Public()
  async read(@Param('id', ParseIdPipe) id: number, @Query() query: SignatureQuery): Promise<StreamableFile> {
    if (!this.signedUrls.verify(id, query.expires, query.signature)) throw new SignatureError();
    const file = await this.files.find(id);
    return new StreamableFile(await this.files.read(file), {
      type: file.contentType,
      length: file.size,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(file.originalName)}`,
    });
  }
}

/** 403: the address was altered or its minutes are over. */
class SignatureError extends ForbiddenError {
  override readonly code = 'signature_invalid';
  constructor() {
    super('This address has expired or was changed. Ask the object it belongs to for a fresh one.');
  }
}
