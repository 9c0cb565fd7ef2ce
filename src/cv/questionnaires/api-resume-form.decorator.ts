import { applyDecorators, type Type, UseInterceptors } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiUnprocessableEntityResponse,
  ApiUnsupportedMediaTypeResponse,
} from '@nestjs/swagger';
import { FormUpload } from '../../core/http/upload.interceptor.js';
import { ApiQuota } from '../../core/limits/quotas/api-quota.decorator.js';

/** A questionnaire as JSON, or as a form with the CV in `resume`; with what may be wrong with the file. */
export function ResumeForm(form: Type): MethodDecorator {
  return applyDecorators(
    UseInterceptors(FormUpload('resume')),
    ApiConsumes('application/json', 'multipart/form-data'),
    ApiBody({ type: form }),
    ApiUnsupportedMediaTypeResponse({
      description:
        '`unsupported_media_type`: neither JSON nor a form; `unsupported_file_type`: the file is no PDF, DOCX or text.',
    }),
    ApiUnprocessableEntityResponse({
      description:
        'No text can be taken from the file: `file_empty`, `file_truncated`, `file_unreadable`, `file_encrypted`, ' +
        '`file_without_text`, `file_too_complex`. With an Idempotency-Key also `idempotency_key_reused`: the key came ' +
        'with another request.',
    }),
    ApiQuota(),
  );
}
