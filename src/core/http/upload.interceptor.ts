import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  mixin,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { AppError, InvalidInputError } from './app-error.js';

/** A file that came with a form. */
export interface Upload {
  bytes: Buffer;
  /** As the client called it; never to be used as a path. */
  name: string;
}

type UploadRequest = FastifyRequest & { upload?: Upload };

/**
 * Reads `multipart/form-data` after the caller is known: its fields become the body, the file in `fileField` what
 * `@UploadedResume()`-like parameters give. Other content types pass through untouched.
 */
export function FormUpload(fileField: string): Type<NestInterceptor> {
  @Injectable()
  class FormUploadInterceptor implements NestInterceptor {
    static concerns(request: FastifyRequest): boolean {
      return request.isMultipart();
    }

    async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
      const request = context.switchToHttp().getRequest<UploadRequest>();
      if (request.isMultipart()) await readForm(request, fileField);
      return next.handle();
    }
  }
  return mixin(FormUploadInterceptor);
}

/** The file of the request's form, undefined when it has none. */
export const UploadedFile = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Upload | undefined => {
    return context.switchToHttp().getRequest<UploadRequest>().upload;
  },
);

async function readForm(request: UploadRequest, fileField: string): Promise<void> {
  try {
    await readParts(request, fileField);
  } catch (error) {
    // The parser throws bare errors for a form without a boundary or an end.
    if (error instanceof AppError || (error as { statusCode?: number }).statusCode) throw error;
    throw new InvalidInputError({ body: ['The form is damaged or incomplete.'] });
  }
}

async function readParts(request: UploadRequest, fileField: string): Promise<void> {
  const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (part.fieldname !== fileField) {
        throw new InvalidInputError({ [part.fieldname]: [`Send the file in the field "${fileField}".`] });
      }
      // A form's empty file input arrives as a file without name and bytes.
      if (part.filename || bytes.length > 0) request.upload = { bytes, name: part.filename ?? '' };
    } else {
      if (part.fieldname in fields)
        throw new InvalidInputError({ [part.fieldname]: ['Send this field once.'] });
      if (part.valueTruncated) throw new InvalidInputError({ [part.fieldname]: ['This is too long.'] });
      fields[part.fieldname] = part.value;
    }
  }
  request.body = { ...fields };
}
