import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { PageAnswer } from '../../core/http/pagination.js';
import { PlainText } from '../../core/http/plain-text.decorator.js';
import type { LimitInfo } from '../quotas/quota.errors.js';
import { AI_RESPONSE_STATUSES, type AiResponseStatus } from './ai-response.entity.js';

export const ENGINES = ['local', 'model', 'best'] as const;

export class AiResponseBody {
  @ApiProperty({ description: 'Id of a questionnaire of yours.' })
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

export class RateLimitInfo implements LimitInfo {
  @ApiProperty()
  limit: number;

  @ApiProperty()
  used: number;

  @ApiProperty()
  remaining: number;

  @ApiProperty({ format: 'date-time' })
  reset_at: string;

  @ApiProperty()
  current_plan: string;
}

export class AiResponseAnswer {
  @ApiProperty()
  id: number;

  @ApiProperty()
  questionnaire: number;

  @ApiProperty({ format: 'date-time' })
  created_at: Date;

  @ApiProperty({ description: 'Markdown: what was changed, and what only you can add. Empty until done.' })
  response_text: string;

  @ApiProperty({ enum: AI_RESPONSE_STATUSES })
  status: AiResponseStatus;

  @ApiProperty()
  rate_limit_info: RateLimitInfo;
}

export class AiResponsePage extends PageAnswer {
  @ApiProperty({ type: [AiResponseAnswer] })
  results: AiResponseAnswer[];
}

export class PdfAnswer {
  @ApiProperty({ description: 'An address of the PDF that works for five minutes.' })
  pdf_url: string;
}
