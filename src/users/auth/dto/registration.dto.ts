import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { MAX_EMAIL_LENGTH, MAX_USERNAME_LENGTH } from '../../account-rules.js';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../../passwords/password-rules.js';

const password = {
  format: 'password',
  minLength: MIN_PASSWORD_LENGTH,
  maxLength: MAX_PASSWORD_LENGTH,
  example: 'correct horse battery',
};

/** A new account; the rules of its fields are those of `accountProblems`. */
export class RegistrationDto {
  @ApiProperty({ pattern: '^[\\w.@+-]+$', minLength: 1, maxLength: MAX_USERNAME_LENGTH, example: 'ada' })
  @IsString()
  username: string;

  @ApiProperty({ format: 'email', maxLength: MAX_EMAIL_LENGTH, example: 'ada@example.com' })
  @IsString()
  @MaxLength(MAX_EMAIL_LENGTH)
  email: string;

  @ApiProperty(password)
  @IsString()
  @MaxLength(MAX_PASSWORD_LENGTH)
  password1: string;

  @ApiProperty({ ...password, description: 'The same again.' })
  @IsString()
  password2: string;
}
