import { emptyEntry } from '../../document/cv-document.js';
import type { ContactData, CvEntry } from '../../document/cv-document.js';
import { isPlace } from '../entries/place.js';
import { roleScore } from '../entries/word-scores.js';
import { isOrnament } from '../extraction/bullets.js';
import { plainText } from '../extraction/source-line.js';
import type { SourceLine } from '../extraction/source-line.js';
import { tokens } from '../words.js';
import { readBody } from '../entries/entry-body.js';
import { findName } from './person-name.js';
import { findPhones } from './phone-numbers.js';

const EMAIL = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu;
const TOP_LEVEL =
  'com|org|net|io|dev|me|co|ai|app|edu|gov|info|tech|de|fr|es|it|pt|pl|nl|uk|ch|at|be|eu|us|ca|in|br|se|no|dk|fi|ie|cz|xyz|page|site|blog|design|studio|works|pro|online|cloud|digital';
const LINK = new RegExp(
  `https?:\\/\\/[^\\s|,;]+|(?<![\\p{L}\\p{N}@._-])(?:[\\p{L}\\p{N}-]+\\.)+(?:${TOP_LEVEL})(?:\\/[^\\s|,;]*)?(?![\\p{L}\\p{N}@])|(?<!\\S)(?:\\/)?in\\/[\\w-]+|(?<!\\S)@[\\w.-]{2,}`,
  'giu',
);
const LABEL_WORDS = new Set(
  (
    'email e mail phone tel telephone telefon mobile mobil cell handy fax address adresse anschrift location linkedin github gitlab twitter ' +
    'website web homepage site portfolio blog skype correo telefono direccion indirizzo adres telefoon mailto links xing stackoverflow ' +
    'orcid medium kaggle wohnort ort residence based in nr contact kontakt t m p a l w h url x'
  ).split(' '),
);

interface Collected extends ContactData {
  labels: string[];
  /** What the source says a second time. */
  repeated: string[];
  location: string;
}

/**
 * Reads the header of a CV (and its contact section): name, headline, e-mail addresses, telephone numbers, links,
 * location. Labels go to `data.labels`, lines that are nothing of this to `other`, prose to the body.
 */
export function parseContact(lines: SourceLine[], language: string): CvEntry {
  const data: Collected = {
    headline: '',
    emails: [],
    phones: [],
    links: [],
    other: [],
    labels: [],
    repeated: [],
    location: '',
  };
  const emails = lines.flatMap((line) => [...line.text.matchAll(EMAIL)].map((match) => match[0]));
  const name = findName(lines, emails);
  const prose: SourceLine[] = [];
  let sinceName = 0;
  for (const line of lines) {
    const isName = name?.lines.includes(line) ?? false;
    const text = isName
      ? restOfNameLine(line, name?.cell ?? -1)
      : line.cells.map((cell) => cell.text).join(' | ');
    if (isName) sinceName = 1;
    if (text === '') continue;
    const rest = takeContactData(data, text, language).filter((chunk) => !placeChunk(data, chunk, sinceName));
    if (isProse(rest)) prose.push(line);
    else data.other.push(...rest);
    if (sinceName > 0) sinceName += 1;
  }
  for (const line of lines) addHiddenLinks(data, line);
  setLinkTextsAside(data);
  const { location, ...contact } = data;
  const { body, bullets } = readBody(prose);
  return emptyEntry({ title: name?.name ?? '', location, body, bullets, data: contact });
}

function restOfNameLine(line: SourceLine, cell: number): string {
  return cell < 0
    ? ''
    : line.cells
        .filter((_, i) => i !== cell)
        .map((other) => other.text)
        .join(' | ');
}

const isProse = (rest: string[]): boolean => rest.length > 0 && rest.join(', ').split(' ').length > 9;

/** Takes addresses, links and numbers out of a text; returns what is left in pieces. */
function takeContactData(data: Collected, source: string, language: string): string[] {
  let text = source.replace(EMAIL, (email) => {
    addOrRepeat(data.emails, email, data);
    return '|';
  });
  text = text.replace(LINK, (link) => {
    const clean = link.replace(/[.)]+$/, '');
    addOrRepeat(data.links, clean, data);
    return '|';
  });
  for (const phone of findPhones(text, language).reverse()) {
    addOrRepeat(data.phones, phone.text, data);
    text = `${text.slice(0, phone.index)}|${text.slice(phone.index + phone.text.length)}`;
  }
  const touched = text !== source;
  return text
    .split(/\s*[|•·⋅∙◆♦●]\s*|\s{3,}|\s+[–—]\s+|;\s/)
    .map((chunk) => chunk.replace(/^[\s,:()/–—-]+|[\s,:(/–—-]+$/g, ''))
    .filter((chunk) => !isOrnament(chunk))
    .flatMap((chunk) => takeLabels(data, chunk, touched));
}

/** A chunk that is nothing but labels is one; `Address: Main Street 1` gives its label away. */
function takeLabels(data: Collected, chunk: string, touched: boolean): string[] {
  const match = /^([^:]{1,20}):\s*(.*)$/s.exec(chunk);
  const label = match?.[1] ?? chunk;
  const known = tokens(label).every((word) => LABEL_WORDS.has(word));
  if (!known || (!match && !touched)) return [chunk];
  data.labels.push(label);
  return match?.[2] ? [match[2]] : [];
}

/** True when the chunk was the location or the headline. */
function placeChunk(data: Collected, chunk: string, sinceName: number): boolean {
  if (data.location === '' && (isPlace(chunk) || isAddress(chunk))) {
    data.location = chunk;
    return true;
  }
  if (isPlace(chunk) && isAddress(data.location) && !data.location.includes(chunk)) {
    data.location += `, ${chunk}`; // the town below or beside the street
    return true;
  }
  const words = chunk.split(' ').length;
  const likely = roleScore(chunk) > 0 || (sinceName === 2 && /^\p{Lu}/u.test(chunk) && !/\d/.test(chunk));
  if (sinceName > 0 && sinceName < 5 && likely && words <= 9 && !/[.!?"”]$/.test(chunk)) {
    data.headline = data.headline === '' ? chunk : `${data.headline} · ${chunk}`;
    return true;
  }
  return false;
}

/** A street with a number, and a town. */
function isAddress(text: string): boolean {
  if (text.length > 90 || !/\d/.test(text)) return false;
  const street =
    /\b(?:street|st|avenue|ave|road|rd|way|lane|ln|drive|dr|blvd|boulevard|court|ct|place|square|rue|via|calle|avenida|rua|ul|ulica|plaza|platz|allee|weg)\b\.?|stra(?:ß|ss)e\b|str\.|weg\b|straat\b|laan\b/i;
  return (
    street.test(text) ||
    (/\b\d{4,5}\s+\p{Lu}\p{L}+/u.test(text) && /,/.test(text)) ||
    /,\s*[A-Z]{2}\s+\d{5}/.test(text)
  );
}

/** Links behind icons or words. */
function addHiddenLinks(data: Collected, line: SourceLine): void {
  for (const url of line.links) {
    if (/^mailto:/i.test(url)) addOnce(data.emails, decoded(url.slice(7).split('?')[0] ?? ''));
    else if (/^tel:/i.test(url)) {
      if (data.phones.length === 0) data.phones.push(decoded(url.slice(4)));
    } else if (!data.links.some((link) => sameLink(link, url)) && !plainText(line).includes(url))
      data.links.push(url);
  }
}

/** Percent signs that encode nothing stay as they are. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The words a link lies on ("janesmith" over github.com/janesmith) say nothing more than the link. */
function setLinkTextsAside(data: Collected): void {
  const inLink = (text: string): boolean =>
    data.links.some((link) => tokens(link).join().includes(tokens(text).join()));
  data.repeated.push(...data.other.filter((text) => inLink(text)));
  data.other = data.other.filter((text) => !inLink(text));
}

function sameLink(a: string, b: string): boolean {
  const bare = (url: string) =>
    url
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .replace(/\/$/, '');
  return bare(a) === bare(b);
}

function addOrRepeat(list: string[], value: string, data: Collected): void {
  if (list.includes(value)) data.repeated.push(value);
  else list.push(value);
}

function addOnce(list: string[], value: string): void {
  if (value !== '' && !list.some((known) => known.toLowerCase() === value.toLowerCase())) list.push(value);
}
