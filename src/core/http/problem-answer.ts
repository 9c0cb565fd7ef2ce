import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** An RFC 9457 problem-details body, for the documentation; `problem.ts` builds it. */
export class ProblemAnswer {
  @ApiProperty({ description: 'A URN that ends with `code`.', example: 'urn:cv-improver:problem:not_found' })
  type: string;

  @ApiProperty({ description: 'The phrase of the status.', example: 'Not Found' })
  title: string;

  @ApiProperty({ type: 'integer', minimum: 400, maximum: 599, example: 404 })
  status: number;

  @ApiProperty({
    description: 'What is wrong and what to do about it, for people.',
    example: 'There is nothing here, or it is not yours.',
  })
  detail: string;

  @ApiProperty({ description: 'Stable, for programs.', pattern: '^[a-z_]+$', example: 'not_found' })
  code: string;

  @ApiProperty({ description: 'The X-Request-Id of the answer, to report with.' })
  request_id: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'With `validation_error`: what is wrong, by field.',
    example: { position: ['position must be longer than or equal to 1 characters'] },
  })
  errors?: Record<string, string[]>;
}
