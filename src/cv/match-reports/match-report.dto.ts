import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { PlainText } from '../../core/http/plain-text.decorator.js';
import type {
  Evidence,
  KeywordStatus,
  MatchBreakdown,
  MatchedKeyword,
  ScorePart,
} from '../matcher/match-types.js';

/** What to match a CV against: one of the two. */
export class MatchBody {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Id of a questionnaire of yours.' })
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

class EvidenceAnswer implements Evidence {
  @ApiProperty({ description: 'JSON pointer to the field of the document.', example: '/skills/0' })
  path: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'In the text of the field, in UTF-16 units.' })
  start: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  end: number;

  @ApiProperty({ description: 'What stands there.' })
  text: string;
}

class KeywordAnswer implements MatchedKeyword {
  @ApiProperty({ example: 'PostgreSQL' })
  keyword: string;

  @ApiProperty({ description: 'How much it counts, relative to the other keywords.' })
  weight: number;

  @ApiProperty({ enum: ['required', 'preferred'] })
  importance: MatchedKeyword['importance'];

  @ApiProperty({ enum: ['present', 'alias', 'missing'] })
  status: KeywordStatus;

  @ApiProperty({ type: [EvidenceAnswer], description: 'Where it was found.' })
  evidence: Evidence[];

  @ApiPropertyOptional({ description: "The document's own wording, where it is another." })
  alias?: string;
}

class ScorePartAnswer implements ScorePart {
  @ApiProperty({
    minimum: 0,
    maximum: 100,
    description: 'Points of 100; 0 for what the advert does not ask.',
  })
  weight: number;

  @ApiProperty({ minimum: 0, maximum: 1 })
  value: number;

  @ApiProperty()
  explanation: string;
}

class BreakdownAnswer implements MatchBreakdown {
  @ApiProperty()
  keywords: ScorePartAnswer;

  @ApiProperty()
  title: ScorePartAnswer;

  @ApiProperty()
  experience: ScorePartAnswer;

  @ApiProperty()
  education: ScorePartAnswer;
}

export class MatchReportAnswer {
  @ApiProperty({ type: 'integer' })
  id: number;

  @ApiProperty({ type: 'integer' })
  cv: number;

  @ApiProperty({ type: 'integer', description: 'Number of the version of the CV that was matched.' })
  version: number;

  @ApiProperty({ type: 'integer', nullable: true })
  questionnaire: number | null;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100 })
  score: number;

  @ApiProperty({ description: 'What the score is made of.' })
  breakdown: BreakdownAnswer;

  @ApiProperty({
    type: [KeywordAnswer],
    description: 'Each keyword of the advert: present, there under an alias, or missing.',
  })
  keywords: KeywordAnswer[];

  @ApiProperty()
  engine_version: string;

  @ApiProperty({ format: 'date-time' })
  created_at: Date;
}
