import { findPhoneNumbersInText } from 'libphonenumber-js/core';
import type { CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** Where a number without a country code is most likely from, by the language of the CV. */
const COUNTRIES: Record<string, CountryCode> = {
  en: 'US',
  de: 'DE',
  fr: 'FR',
  es: 'ES',
  it: 'IT',
  pt: 'PT',
  pl: 'PL',
  nl: 'NL',
};
/** Numbers no plan knows (examples, old ones) still count when they are written like one. */
const WRITTEN_LIKE_ONE =
  /(?<![\d/.\w])(?:\+\d{1,3}[\s.-]?|\(\+\d{1,3}\)\s?)?(?:\(\d{1,5}\)[\s.-]?|\d{2,5}[\s./-])(?:\d[\s.-]?){5,9}\d(?!\w)/g;
const YEARS = /^(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d$/;

/** A telephone number as it stands in the text. */
export interface FoundPhone {
  text: string;
  index: number;
}

/** Finds the telephone numbers of a line of contact data, in the source's own writing. */
export function findPhones(text: string, language: string): FoundPhone[] {
  const known = findPhoneNumbersInText(text, { defaultCountry: COUNTRIES[language] ?? 'US' }, metadata).map(
    (found) => ({
      text: text.slice(withBracket(text, found.startsAt), found.endsAt),
      index: withBracket(text, found.startsAt),
    }),
  );
  if (known.length > 0) return known;
  return [...text.matchAll(WRITTEN_LIKE_ONE)]
    .map((match) => ({ text: match[0].trim(), index: match.index }))
    .filter((found) => !YEARS.test(found.text));
}

/** The finder leaves out the bracket before an area code. */
function withBracket(text: string, start: number): number {
  return text[start - 1] === '(' ? start - 1 : start;
}
