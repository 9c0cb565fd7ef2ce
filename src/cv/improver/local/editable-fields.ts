import type { CvDocument, SectionKind } from '../../document/cv-document.js';
import { textFields } from '../../keywords/text-fields.js';
import type { FieldUse } from './rule.js';

/** A text that rules may work on. */
export interface EditableField {
  path: string;
  text: string;
  use: FieldUse;
  skillList: boolean;
  /** Index of section and entry. */
  section: number;
  entry: number;
}

const SENTENCES: ReadonlySet<SectionKind> = new Set(['experience', 'projects', 'volunteer']);
const ITEMS: ReadonlySet<SectionKind> = new Set(['skills', 'languages', 'interests']);

/** The texts of a document that rules may work on; contact data, other than the headline, is not among them. */
export function editableFields(document: CvDocument): EditableField[] {
  return textFields(document).flatMap(({ path, text, section: kind, skillList }): EditableField[] => {
    const [, section, entry, field = ''] = /^\/sections\/(\d+)\/entries\/(\d+)\/(.+)$/.exec(path) ?? [];
    if (field.startsWith('data/') && !(kind === 'profile' && field === 'data/headline')) return [];
    return [
      { path, text, use: useOf(kind, field), skillList, section: Number(section), entry: Number(entry) },
    ];
  });
}

// Titles of papers, certificates and awards are quotations: they are labels wherever they stand.
function useOf(kind: SectionKind, field: string): FieldUse {
  if (field === 'body') return kind === 'profile' || SENTENCES.has(kind) ? 'body' : 'label';
  if (!field.startsWith('bullets/')) return 'label';
  if (SENTENCES.has(kind)) return 'bullet';
  return ITEMS.has(kind) ? 'item' : 'label';
}
