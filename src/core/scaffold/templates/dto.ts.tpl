import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { PlainText } from '../core/http/plain-text.decorator.js';
import { PageAnswer } from '../core/lists/page.js';

/** What a person says of {{aOne}}. */
export class {{Entity}}Body {
  @ApiProperty({ example: 'My first {{one}}', minLength: 1, maxLength: 200 })
  @PlainText({ min: 1, max: 200 })
  name: string;

  @ApiPropertyOptional({ example: 'What it is about.', maxLength: 5_000, default: '' })
  @IsOptional()
  @PlainText({ max: 5_000 })
  description?: string;
}

/** Some fields of {{aOne}}; what is left out stays as it is. */
export class {{Entity}}Change extends PartialType({{Entity}}Body, { skipNullProperties: false }) {}

export class {{Entity}}Answer {
  @ApiProperty()
  id: number;

  @ApiProperty({ description: 'Id of the person it belongs to.' })
  user: number;

  @ApiProperty()
  name: string;

  @ApiProperty()
  description: string;

  @ApiProperty({ format: 'date-time' })
  created_at: Date;

  @ApiProperty({ format: 'date-time' })
  updated_at: Date;

  @ApiProperty({ description: 'Counts the changes; also the `ETag`, for `If-Match`.' })
  version: number;
}

export class {{Entity}}Page extends PageAnswer {
  @ApiProperty({ type: [{{Entity}}Answer] })
  results: {{Entity}}Answer[];
}
