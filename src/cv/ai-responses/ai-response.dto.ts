import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { PlainText } from '../../core/http/plain-text.decorator.js';
import { PageAnswer } from '../../core/lists/page.js';
import { LimitInfoAnswer } from '../../core/limits/limit-info.answer.js';
import { AI_RESPONSE_STATUSES, type AiResponseStatus } from './ai-response.entity.js';

export const ENGINES = ['local', 'model', 'best'] as const;

export class AiResponseBody {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Id of a questionnaire of yours.' })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  questionnaire: number;

  @ApiProperty({ minLength: 10, maxLength: 5_000, example: 'Improve my CV for this position.' })
  @PlainText({ min: 10, max: 5_000 })
  prompt: string;

  @ApiPropertyOptional({
    enum: ENGINES,
    description: 'Default: a model where one is configured, else local.',
  })
  @IsOptional()
  @IsIn(ENGINES)
  engine?: (typeof ENGINES)[number];
}

export class AiResponseAnswer {
  @ApiProperty({ type: 'integer' })
  id: number;

  @ApiProperty({ type: 'integer' })
  questionnaire: number;

  @ApiProperty({ format: 'date-time' })
  created_at: Date;

  @ApiProperty({ description: 'Markdown: what was changed, and what only you can add. Empty until done.' })
  response_text: string;

  @ApiProperty({ enum: AI_RESPONSE_STATUSES })
  status: AiResponseStatus;

  @ApiProperty()
  rate_limit_info: LimitInfoAnswer;
}

export class AiResponsePage extends PageAnswer {
  @ApiProperty({ type: [AiResponseAnswer] })
  results: AiResponseAnswer[];
}

export class PdfAnswer {
  @ApiProperty({ description: 'An address of the PDF that works for five minutes.' })
  pdf_url: string;
}
