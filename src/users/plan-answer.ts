import { ApiProperty } from '@nestjs/swagger';

/** What a plan costs per interval. */
export class PriceAnswer {
  @ApiProperty({ example: 9, description: 'In major units: 9 is nine dollars.' })
  amount: number;

  @ApiProperty({ example: 'USD', description: 'ISO 4217.' })
  currency: string;

  @ApiProperty({
    enum: ['month', 'year', 'None'],
    description: '"None" with the amount 0: there is no price.',
  })
  interval: 'month' | 'year' | 'None';
}

/** A plan as clients see it, in the list of plans and as part of the user. */
export class PlanAnswer {
  @ApiProperty({ example: 2 })
  id: number;

  @ApiProperty({ example: 'Basic' })
  name: string;

  @ApiProperty({ example: 'For an active job search.' })
  description: string;

  @ApiProperty({
    type: PriceAnswer,
    nullable: true,
    description: 'Null when only yearly prices were asked for.',
  })
  monthly_price: PriceAnswer | null;

  @ApiProperty({
    type: PriceAnswer,
    nullable: true,
    description: 'Null when only monthly prices were asked for.',
  })
  yearly_price: PriceAnswer | null;

  @ApiProperty({ description: 'Whether the caller is on this plan.' })
  is_current: boolean;
}
