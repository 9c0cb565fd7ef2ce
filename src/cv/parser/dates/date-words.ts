import { fold } from '../words.js';

/** Month names by number in en, de, fr, es, it, pt, pl, nl, with the abbreviations that are no prefixes of them. */
const MONTHS = [
  'january januar jänner janvier enero gennaio janeiro stycznia styczeń januari',
  'february februar feber février febrero febbraio fevereiro lutego luty februari',
  'march märz maerz mars marzo março marca marzec maart mrt mrz',
  'april avril abril aprile kwietnia kwiecień',
  'may mai mayo maggio maio maja maj mei',
  'june juni juin junio giugno junho czerwca czerwiec',
  'july juli juillet julio luglio julho lipca lipiec',
  'august août agosto sierpnia sierpień augustus',
  'september septembre septiembre setiembre settembre setembro września wrzesień',
  'october oktober octobre octubre ottobre outubro października październik',
  'november novembre noviembre novembro listopada listopad',
  'december dezember décembre decembre diciembre dicembre dezembro grudnia grudzień',
].map((names) => names.split(' '));

const MONTH_BY_NAME = new Map<string, number>();
for (const [i, names] of MONTHS.entries()) {
  for (const name of names) {
    const lengths = [name.length, 5, 4, 3].filter((length) => length <= name.length);
    for (const length of lengths) {
      const key = fold(name.slice(0, length));
      if (!MONTH_BY_NAME.has(key)) MONTH_BY_NAME.set(key, i + 1);
    }
  }
}

const ACCENTED_SEASONS = ['frühling', 'frühjahr', 'été', 'otoño', 'verão'];
const SEASONS =
  'spring summer autumn fall winter fruhling fruhjahr sommer herbst printemps ete automne hiver primavera verano otono invierno estate autunno inverno verao outono wiosna lato jesien zima lente zomer herfst'.split(
    ' ',
  );

/** Number of the month a (possibly abbreviated) word names, 1 to 12, or 0. */
export function monthNumber(word: string): number {
  return MONTH_BY_NAME.get(fold(word).replace(/\.$/, '')) ?? 0;
}

/** Source of a pattern for the name of a month or season, longest first; for the flags `iu`. */
export const MONTH_PATTERN = `(?:${[
  ...MONTHS.flat().flatMap((name) => [name, name.slice(0, 5), name.slice(0, 4), name.slice(0, 3)]),
]
  .flatMap((name) => [name, fold(name)])
  .concat(SEASONS, ACCENTED_SEASONS)
  .filter((name, i, all) => all.indexOf(name) === i)
  .sort((x, y) => y.length - x.length)
  .join('|')})\\.?`;

/** True for the name of a season. */
export function isSeason(word: string): boolean {
  return SEASONS.includes(fold(word));
}

/** Source of a pattern for "until today", longest wording first; to be used with the flags `iu`. */
export const PRESENT_PATTERN =
  '(?:(?:the\\s+)?present(?:\\s+day)?|til+\\s+(?:date|now|today)|to\\s+date|currently|current|now|today|ongoing|dato|' +
  "heute|jetzt|aktuell|gegenwart|laufend|andauernd|pr[ée]sent|aujourd['’]?\\s?hui|actuel(?:lement)?|ce\\s+jour|en\\s+cours|" +
  '(?:la\\s+)?actualidad|actual(?:mente|idad)?|(?:el\\s+)?presente|hoy|oggi|attual(?:e|mente)|in\\s+corso|atual(?:mente)?|' +
  '(?:o\\s+)?momento|hoje|obecnie|dzi[sś](?:iaj)?|nadal|teraz|chwili\\s+obecnej|heden|nu)(?![\\p{L}])';
