import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { PlainText } from '../../core/http/plain-text.decorator.js';

/** What to match a CV against: one of the two. */
export class MatchBody {
  @ApiPropertyOptional({ description: 'Id of a questionnaire of yours.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  questionnaire?: number;

  @ApiPropertyOptional({ description: 'The advert, as plain text.', maxLength: 5_000 })
  @IsOptional()
  @PlainText({ min: 1, max: 5_000 })
  job_description?: string;
}

export class MatchReportAnswer {
  @ApiProperty()
  id: number;

  @ApiProperty()
  cv: number;

  @ApiProperty({ description: 'Number of the version of the CV that was matched.' })
  version: number;

  @ApiProperty({ type: Number, nullable: true })
  questionnaire: number | null;

  @ApiProperty({ minimum: 0, maximum: 100 })
  score: number;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What the score is made of.' })
  breakdown: unknown;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description:
      'Each keyword of the advert: present, there under an alias, or missing; with where it was found.',
  })
  keywords: unknown;

  @ApiProperty()
  engine_version: string;

  @ApiProperty({ format: 'date-time' })
  created_at: Date;
}
