const UNIT =
  '(?:years?|yrs?|months?|mos?|weeks?|jahre?n?|monate?n?|ans?|années?|mois|años?|meses|mes|anni|anno|mesi|mese|anos?|mês|lat[a]?|rok|miesi[ęa]c\\p{L}*|jaar|maanden|maand)\\.?';
const DURATION = new RegExp(
  `^[(·,\\s]*(?:~|ca\\.\\s*)?\\d{1,2}\\+?\\s?${UNIT}(?:[\\s,]*(?:and|und|et|y|e|i|en|&)?\\s*\\d{1,2}\\s?${UNIT})?[)\\s]*$`,
  'iu',
);

/** True for a text that is nothing but a length of time, such as `2 years 10 months` or `(3 Jahre)`. */
export function isDuration(text: string): boolean {
  return DURATION.test(text);
}
