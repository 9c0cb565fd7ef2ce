import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

/** Which prices to show; both without it. */
export class PlansQuery {
  @ApiPropertyOptional({
    enum: ['monthly', 'yearly'],
    description: 'Only these prices; the others are null.',
  })
  @IsOptional()
  @IsIn(['monthly', 'yearly'])
  billing?: 'monthly' | 'yearly';
}
