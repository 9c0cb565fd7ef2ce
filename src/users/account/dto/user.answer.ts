import { ApiProperty } from '@nestjs/swagger';
import { BillingFields } from '../../billing-summary.js';

/** The caller's own account. */
export class UserAnswer extends BillingFields {
  @ApiProperty({ example: 1 })
  pk: number;

  @ApiProperty({ example: 'ada' })
  username: string;

  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email: string;

  @ApiProperty({ example: 'Ada' })
  first_name: string;

  @ApiProperty({ example: 'Lovelace' })
  last_name: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '1990-12-10' })
  date_of_birth: string | null;
}
