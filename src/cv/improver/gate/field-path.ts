import type { CvDocument, CvEntry, SectionKind } from '../../document/cv-document.js';

/** What may be done to the thing a path points to. */
export type FieldClass = 'prose' | 'skill' | 'protected' | 'fixed' | 'bullets' | 'entries';

/** A place in a document that a change may name. `holder[key]` is its value. */
export interface FieldPlace {
  class: FieldClass;
  holder: Record<string | number, unknown>;
  key: string | number;
}

const PATH = /^\/sections\/(\d{1,4})\/(?:(title|entries)|entries\/(\d{1,4})\/(.+))$/;
const PROTECTED = new Set(['title', 'organisation', 'location']);

/** Resolves a JSON pointer, or gives null where nothing is that a change could concern. */
export function locate(document: CvDocument, path: string): FieldPlace | null {
  const [, s, ofSection, e, rest = ''] = PATH.exec(path) ?? [];
  const section = document.sections[Number(s)];
  if (!section) return null;
  const holder = section as unknown as FieldPlace['holder'];
  if (ofSection === 'title') return { class: 'protected', holder, key: 'title' };
  if (ofSection === 'entries') return { class: 'entries', holder, key: 'entries' };
  const entry = section.entries[Number(e)];
  return entry ? locateInEntry(section.kind, entry, rest) : null;
}

function locateInEntry(section: SectionKind, entry: CvEntry, rest: string): FieldPlace | null {
  const make = (name: FieldClass, holder: object, key: string | number): FieldPlace | null => {
    const value = (holder as Record<string | number, unknown>)[key];
    const right = name === 'bullets' ? Array.isArray(value) : typeof value === 'string';
    return right ? { class: name, holder: holder as FieldPlace['holder'], key } : null;
  };
  if (PROTECTED.has(rest)) return make('protected', entry, rest);
  if (rest === 'body') return make('prose', entry, 'body');
  if (rest === 'bullets') return make('bullets', entry, 'bullets');
  const bullet = /^bullets\/(\d{1,5})$/.exec(rest)?.[1];
  if (bullet) return make(section === 'skills' ? 'skill' : 'prose', entry.bullets, Number(bullet));
  if (rest === 'data/headline') return make('protected', entry.data, 'headline');
  const [, list, index] = /^data\/(emails|phones|links|other)\/(\d{1,4})$/.exec(rest) ?? [];
  const items = list && Object.hasOwn(entry.data, list) ? entry.data[list] : undefined;
  if (!Array.isArray(items)) return null;
  return make(list === 'other' ? 'protected' : 'fixed', items, Number(index));
}
