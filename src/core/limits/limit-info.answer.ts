import { ApiProperty } from '@nestjs/swagger';
import type { LimitInfo } from './plan-limits.js';

/** Where somebody stands with a quota, for the documentation. */
export class LimitInfoAnswer implements LimitInfo {
  @ApiProperty({ type: 'integer', description: 'How many the plan allows until then.' })
  limit: number;

  @ApiProperty({ type: 'integer' })
  used: number;

  @ApiProperty({ type: 'integer' })
  remaining: number;

  @ApiProperty({ format: 'date-time' })
  reset_at: string;

  @ApiProperty({ description: 'Name of the plan.' })
  current_plan: string;
}
