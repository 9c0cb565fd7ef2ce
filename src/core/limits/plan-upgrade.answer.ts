import { ApiProperty } from '@nestjs/swagger';
import type { PlanUpgrade } from './plan-limits.js';

/** A plan that allows more, for the documentation. */
export class PlanUpgradeAnswer implements PlanUpgrade {
  @ApiProperty()
  message: string;

  @ApiProperty({ description: 'Name of the plan.' })
  recommended_plan: string;

  @ApiProperty()
  upgrade_url: string;
}
