import { contactOf, profileEntry, type CvDocument } from '../document/cv-document.js';
import { cleanLines, extraTexts, periodOf } from './entry-text.js';
import { headingOf } from './labels.js';
import { contactLink, linkTarget, phoneLink } from './links.js';
import type { Row } from './page-flow.js';
import { addStructure } from './tagged-text.js';
import { cleanLine, paragraphsOf } from './text-cleaning.js';
import { breakLines, type TextLine, type TextRun } from './text-lines.js';
import { headingRows, lineRows, listItemRows, textRows, type Place } from './rows.js';
import { GAP, STYLES, TEXT_WIDTH } from './theme.js';

const SEPARATOR = '  ·  ';

/** Name, headline, contact details and summary: the head of a CV. */
export function profileRows(place: Place, document: CvDocument): Row[] {
  const entry = profileEntry(document);
  const contact = contactOf(document);
  const lines = [
    contact.headline,
    [entry.organisation, periodOf(entry, document.language)].filter(Boolean).join(', '),
  ];
  const rest = [...contact.other, ...extraTexts(entry, 'profile')];
  return [
    ...textRows(place, 'H1', [{ text: cleanLine(entry.title), style: STYLES.name }], 0),
    ...cleanLines(lines).flatMap((text) =>
      textRows(place, 'P', [{ text, style: STYLES.headline }], GAP.tight),
    ),
    ...lineRows(place, 'P', contactLines(place, contactRuns(document)), GAP.line),
    ...cleanLines(rest).flatMap((text) => textRows(place, 'P', [{ text, style: STYLES.contact }], GAP.tight)),
    ...summaryRows(place, document),
  ];
}

function contactRuns(document: CvDocument): TextRun[] {
  const { emails, phones, links } = contactOf(document);
  const style = STYLES.contact;
  return [
    ...cleanLines(emails).map((text) => ({ text, style, link: linkTarget(text) })),
    ...cleanLines(phones).map((text) => ({ text, style, link: phoneLink(text) })),
    ...cleanLines([profileEntry(document).location]).map((text) => ({ text, style })),
    ...cleanLines(links).map((text) => ({ text, style, link: contactLink(text) })),
  ];
}

/** As many items to a line as fit, a dot between two; no line begins or ends with a dot. */
function contactLines({ document }: Place, items: TextRun[]): TextLine[] {
  const lines: TextLine[] = [];
  let line: TextRun[] = [];
  for (const item of items) {
    const longer = line.length > 0 ? [...line, { text: SEPARATOR, style: STYLES.contact }, item] : [item];
    if (line.length > 0 && breakLines(document, longer, TEXT_WIDTH).length > 1) {
      lines.push(...breakLines(document, line, TEXT_WIDTH));
      line = [item];
    } else line = longer;
  }
  return [...lines, ...breakLines(document, line, TEXT_WIDTH)];
}

function summaryRows(place: Place, document: CvDocument): Row[] {
  const entry = profileEntry(document);
  const section = document.sections[0] as CvDocument['sections'][number];
  const paragraphs = paragraphsOf(entry.body);
  const bullets = cleanLines(entry.bullets);
  const title = cleanLine(section.title);
  if (paragraphs.length + bullets.length === 0 && (!title || title === cleanLine(entry.title))) return [];
  const list =
    bullets.length > 0 ? { ...place, parent: addStructure(place.document, place.parent, 'L') } : place;
  return [
    ...headingRows(place, 'H2', headingOf(section, document.language)),
    ...paragraphs.flatMap((text, index) =>
      textRows(place, 'P', [{ text, style: STYLES.body }], index === 0 ? 0 : GAP.paragraph),
    ),
    ...bullets.flatMap((text) => listItemRows(list, '•', text, 0)),
  ];
}
