import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { MAX_EMAIL_LENGTH } from '../../account-rules.js';
import { MAX_PASSWORD_LENGTH } from '../../passwords/password-rules.js';

/** A password and one of the two names of its account; the email is taken when both are there. */
export class LoginDto {
  @ApiPropertyOptional({ example: 'ada' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_EMAIL_LENGTH)
  username?: string;

  @ApiPropertyOptional({ example: 'ada@example.com' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_EMAIL_LENGTH)
  email?: string;

  @ApiProperty({ format: 'password', example: 'correct horse battery' })
  @IsString()
  @MaxLength(MAX_PASSWORD_LENGTH)
  password: string;
}
