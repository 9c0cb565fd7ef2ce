import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PlainText } from '../../core/http/plain-text.decorator.js';
import { PageAnswer } from '../../core/lists/page.js';
import { APPLICATION_TIMELINES, COMPANY_SIZES, EXPERIENCE_LEVELS } from './questionnaire.entity.js';

/** What a person says of the job they want. */
export class QuestionnaireBody {
  @ApiProperty({ example: 'Backend Engineer', maxLength: 200 })
  @PlainText({ min: 1, max: 200 })
  position: string;

  @ApiPropertyOptional({ example: 'Fintech', maxLength: 200 })
  @IsOptional()
  @PlainText({ max: 200 })
  industry?: string;

  @ApiPropertyOptional({ enum: EXPERIENCE_LEVELS })
  @IsOptional()
  @IsIn(EXPERIENCE_LEVELS)
  experience_level?: (typeof EXPERIENCE_LEVELS)[number];

  @ApiPropertyOptional({ enum: COMPANY_SIZES })
  @IsOptional()
  @IsIn(COMPANY_SIZES)
  company_size?: (typeof COMPANY_SIZES)[number];

  @ApiPropertyOptional({ example: 'Berlin', maxLength: 200 })
  @IsOptional()
  @PlainText({ max: 200 })
  location?: string;

  @ApiPropertyOptional({ enum: APPLICATION_TIMELINES })
  @IsOptional()
  @IsIn(APPLICATION_TIMELINES)
  application_timeline?: (typeof APPLICATION_TIMELINES)[number];

  @ApiPropertyOptional({ description: 'The advert, as plain text.', maxLength: 5_000 })
  @IsOptional()
  @PlainText({ max: 5_000 })
  job_description?: string;
}

/** The form of a questionnaire with the CV as a file; only for the documentation. */
export class QuestionnaireForm extends QuestionnaireBody {
  @ApiPropertyOptional({ type: 'string', format: 'binary', description: 'PDF, DOCX or text, at most 10 MB.' })
  resume?: unknown;
}

/** Some fields of a questionnaire; what is left out stays as it is. */
export class QuestionnaireChange extends PartialType(QuestionnaireBody, { skipNullProperties: false }) {}

export class QuestionnaireChangeForm extends QuestionnaireChange {
  @ApiPropertyOptional({
    type: 'string',
    format: 'binary',
    description: 'Another CV: PDF, DOCX or text, at most 10 MB. Without it the one from before stays.',
  })
  resume?: unknown;
}

export class QuestionnaireAnswer {
  @ApiProperty({ type: 'integer' })
  id: number;

  @ApiProperty({ type: 'integer', description: 'Id of the person it belongs to.' })
  user: number;

  @ApiProperty()
  position: string;

  @ApiProperty()
  industry: string;

  @ApiProperty({ enum: EXPERIENCE_LEVELS, nullable: true })
  experience_level: string | null;

  @ApiProperty({ enum: COMPANY_SIZES, nullable: true })
  company_size: string | null;

  @ApiProperty()
  location: string;

  @ApiProperty({ enum: APPLICATION_TIMELINES, nullable: true })
  application_timeline: string | null;

  @ApiProperty()
  job_description: string;

  @ApiProperty({ format: 'date-time' })
  submitted_at: Date;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'An address of the uploaded file that works for five minutes.',
  })
  resume: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Id of the document made from the file.' })
  cv: number | null;

  @ApiProperty({ type: 'integer', description: 'Counts the changes; also the `ETag`, for `If-Match`.' })
  version: number;
}

export class QuestionnairePage extends PageAnswer {
  @ApiProperty({ type: [QuestionnaireAnswer] })
  results: QuestionnaireAnswer[];
}
