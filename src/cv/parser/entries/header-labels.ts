import { fold } from '../words.js';

/** What a labelled line of a header states. */
export type HeaderField = 'title' | 'organisation' | 'location' | 'dates';

const LABELS: Record<HeaderField, string> = {
  title:
    'role|position|title|job title|designation|degree|funktion|stelle|tatigkeit|poste|fonction|cargo|puesto|ruolo|stanowisko|functie|occupation or position held',
  organisation:
    'company|company name|employer|organization|organisation|institution|university|school|client|firma|arbeitgeber|unternehmen|entreprise|employeur|empresa|azienda|pracodawca|werkgever|name of employer',
  location: 'location|place|ort|lieu|lugar|luogo|miejsce|plaats|city',
  dates: 'duration|period|dates|date|tenure|zeitraum|dauer|periode|fechas|periodo|okres|from',
};
const FIELD_BY_LABEL = new Map<string, HeaderField>();
for (const [field, labels] of Object.entries(LABELS)) {
  for (const label of labels.split('|')) FIELD_BY_LABEL.set(label, field as HeaderField);
}

/** A line such as `Company: Acme` or `Duration: 2019 - 2021`, read; null for any other. */
export function readLabel(text: string): { field: HeaderField; label: string; value: string } | null {
  const match = /^([\p{L} ]{3,26}?)\s*:\s*(\S.*)$/su.exec(text);
  const field = FIELD_BY_LABEL.get(fold(match?.[1] ?? ''));
  return match && field ? { field, label: match[1] ?? '', value: match[2] ?? '' } : null;
}
