import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** A refresh token, which in cookie mode may be left out. */
export class RefreshDto {
  @ApiPropertyOptional({ description: 'In cookie mode the cookie is taken instead.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  refresh?: string;
}
