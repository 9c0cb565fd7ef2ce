import { ApiHideProperty, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsOptional, IsString, Length, Matches, ValidateIf } from 'class-validator';
import { PlainText } from '../../../core/http/plain-text.decorator.js';
import { MAX_USERNAME_LENGTH, USERNAME_MESSAGE, USERNAME_PATTERN } from '../../account-rules.js';
import { IsBirthDate } from '../birth-date.validator.js';

const MAX_NAME_LENGTH = 150;

/** May be left out, but not be null. */
const IfGiven = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);
/** Part of the answer that clients send back with the whole object; it is not read. */
const ReadOnly = (): PropertyDecorator => (target, property) => {
  Allow()(target, property);
  ApiHideProperty()(target, property);
};

const usernameProperty = {
  pattern: USERNAME_PATTERN.source,
  minLength: 1,
  maxLength: MAX_USERNAME_LENGTH,
  example: 'ada',
};
const Username = (): PropertyDecorator => (target, property) => {
  Length(1, MAX_USERNAME_LENGTH)(target, property);
  Matches(USERNAME_PATTERN, { message: USERNAME_MESSAGE })(target, property);
  IsString()(target, property);
};

abstract class ProfileFields {
  @ApiPropertyOptional({ maxLength: MAX_NAME_LENGTH, example: 'Ada' })
  @IfGiven()
  @PlainText({ max: MAX_NAME_LENGTH })
  first_name?: string;

  @ApiPropertyOptional({ maxLength: MAX_NAME_LENGTH, example: 'Lovelace' })
  @IfGiven()
  @PlainText({ max: MAX_NAME_LENGTH })
  last_name?: string;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, example: '1990-12-10' })
  @IsOptional()
  @IsBirthDate()
  date_of_birth?: string | null;

  @ReadOnly()
  pk?: unknown;

  @ReadOnly()
  email?: unknown;

  @ReadOnly()
  plan?: unknown;

  @ReadOnly()
  stripe_subscription_id?: unknown;

  @ReadOnly()
  stripe_subscription_status?: unknown;

  @ReadOnly()
  stripe_customer_id?: unknown;

  @ReadOnly()
  subscription_renewal_date?: unknown;

  @ReadOnly()
  subscription_interval?: unknown;
}

/** What people change about themselves with PUT. */
export class ProfileDto extends ProfileFields {
  @ApiProperty(usernameProperty)
  @Username()
  username: string;
}

/** What people change about themselves with PATCH. */
export class ProfileChangeDto extends ProfileFields {
  @ApiPropertyOptional(usernameProperty)
  @IfGiven()
  @Username()
  username?: string;
}
