import { ApiProperty } from '@nestjs/swagger';
import { PlanAnswer } from './plan-answer.js';

/** The part of the user answer that payments know. */
export class BillingFields {
  @ApiProperty({ type: PlanAnswer })
  plan: PlanAnswer;

  @ApiProperty({ type: String, nullable: true, example: null })
  stripe_subscription_id: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, description: "Stripe's word for it." })
  stripe_subscription_status: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  stripe_customer_id: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  subscription_renewal_date: string | null;

  @ApiProperty({ enum: ['month', 'year'], type: String, nullable: true, example: null })
  subscription_interval: 'month' | 'year' | null;
}

/** A person's plan and subscription, which the user answer shows; implemented where plans are known. */
export abstract class BillingSummary {
  abstract forUser(userId: number): Promise<BillingFields>;
}
