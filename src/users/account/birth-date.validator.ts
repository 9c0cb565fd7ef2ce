import { ValidateBy } from 'class-validator';

const EARLIEST = '1900-01-01';

/** A day of the calendar as `YYYY-MM-DD`, not before 1900 and not in the future. */
export function isBirthDate(value: unknown, today = new Date()): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  // An impossible day, 30 February, is either invalid or another day by now.
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value)) return false;
  return value >= EARLIEST && day <= today;
}

/** See `isBirthDate`. */
export const IsBirthDate = (): PropertyDecorator =>
  ValidateBy({
    name: 'isBirthDate',
    validator: {
      validate: (value) => isBirthDate(value),
      defaultMessage: () => `Send a date as YYYY-MM-DD, between ${EARLIEST} and today, or null.`,
    },
  });
