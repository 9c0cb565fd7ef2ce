import type { CvDocument, CvEntry } from '../../document/cv-document.js';
import { SkillDictionary } from '../../keywords/skill-dictionary.js';
import type { JobKeyword } from '../../matcher/job-keywords.js';
import { applyChange } from '../change-gate.js';
import { fold, listLines } from '../gate/list-check.js';
import type { Change, ChangeSeverity, RejectedChange } from '../improver.js';
import { newestFirst } from './entry-order.js';

const DATED = new Set(['experience', 'education', 'volunteer']);

/** Drops blank and repeated list elements and puts skills and entries in their best order. Works on `draft`. */
export function listChanges(
  draft: CvDocument,
  keywords: readonly JobKeyword[],
): { changes: Change[]; rejected: RejectedChange[] } {
  const changes: Change[] = [];
  const rejected: RejectedChange[] = [];
  draft.sections.forEach((section, s) => {
    section.entries.forEach((entry, e) => {
      const path = `/sections/${s}/entries/${e}/bullets`;
      propose(path, entry.bullets, entry.bullets.filter(isFilled), 'empty-item', 'info');
      propose(path, entry.bullets, unique(entry.bullets), 'duplicate-item', 'minor');
      if (section.kind === 'skills')
        propose(path, entry.bullets, relevantFirst(entry.bullets, keywords), 'skill-order', 'minor');
    });
    if (DATED.has(section.kind))
      propose(
        `/sections/${s}/entries`,
        section.entries,
        newestFirst(section.entries),
        'entry-order',
        'minor',
      );
  });
  return { changes, rejected };

  function propose<T extends string | CvEntry>(
    path: string,
    from: readonly T[],
    to: readonly T[],
    rule: string,
    severity: ChangeSeverity,
  ): void {
    if (from.length === to.length && from.every((item, i) => item === to[i])) return;
    const change: Change = {
      path,
      before: listLines(from),
      after: listLines(to),
      rule,
      severity,
      mode: 'auto',
    };
    // Two entries may look alike in a line each: then the order cannot be told and stays.
    if (change.before === change.after) return;
    const verdict = applyChange(draft, change);
    if (verdict) rejected.push({ ...change, ...verdict });
    else changes.push(change);
  }
}

function isFilled(item: string): boolean {
  return /[\p{L}\p{N}]/u.test(item);
}

function unique(items: readonly string[]): string[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(fold(item)) && seen.add(fold(item)));
}

function relevantFirst(items: readonly string[], keywords: readonly JobKeyword[]): string[] {
  const wanted = new Set(keywords.map(({ skill, keyword }) => skill?.name ?? fold(keyword)));
  const dictionary = SkillDictionary.standard();
  const isWanted = (item: string) =>
    wanted.has(fold(item)) ||
    dictionary.find(item, { skillList: true }).some(({ skill }) => wanted.has(skill.name));
  return [...items.filter(isWanted), ...items.filter((item) => !isWanted(item))];
}
