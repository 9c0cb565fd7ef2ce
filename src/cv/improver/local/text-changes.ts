import type { CvDocument, CvEntry } from '../../document/cv-document.js';
import { applyChange } from '../change-gate.js';
import type { Change, ChangeSeverity, RejectedChange } from '../improver.js';
import { editableFields, type EditableField } from './editable-fields.js';
import { aroundProtected } from './protected-tokens.js';
import type { TextContext, TextRule } from './rule.js';
import { bulletEndOf, countOpener, type Openers, tenseOf } from './style.js';
import { TEXT_RULES } from './text-rules.js';

const MAX_PASSES = 6;
const RANK: Record<ChangeSeverity, number> = { info: 0, minor: 1, major: 2 };

/**
 * Runs the rules over every text until none has anything left to do, one rule opening the way for another.
 * Each step passes the gate by itself; the steps of one text come out as one change.
 */
export function textChanges(document: CvDocument): { changes: Change[]; rejected: RejectedChange[] } {
  const draft = structuredClone(document);
  const merged = new Map<string, Change>();
  const rejected = new Map<string, RejectedChange>();
  const openers = new Map<CvEntry, Openers>();
  const english = /^en\b/i.test(document.language);
  const rules = TEXT_RULES.filter((rule) => english || !rule.english);
  for (let pass = 0, moved = true; moved && pass < MAX_PASSES; pass++) {
    moved = false;
    const fields = editableFields(draft);
    const bulletEnd = bulletEndOf(fields);
    for (const field of fields) {
      const { use, skillList } = field;
      const entry = draft.sections[field.section]!.entries[field.entry]!;
      const opened = openers.get(entry) ?? countOpeners(entry);
      openers.set(entry, opened);
      const context: TextContext = { use, skillList, bulletEnd, tense: tenseOf(entry, opened) };
      const changes = applyRules(draft, field, context, rules, rejected);
      for (const change of changes) {
        merged.set(change.path, merge(merged.get(change.path), change));
        moved = true;
      }
      if (changes.length > 0 && field.path.includes('/bullets/')) {
        countOpener(opened, field.text, -1);
        countOpener(opened, changes.at(-1)!.after);
      }
    }
  }
  return { changes: [...merged.values()], rejected: [...rejected.values()] };
}

function countOpeners(entry: CvEntry): Openers {
  const openers: Openers = { past: 0, present: 0 };
  for (const bullet of entry.bullets) countOpener(openers, bullet);
  return openers;
}

function applyRules(
  draft: CvDocument,
  field: EditableField,
  context: TextContext,
  rules: readonly TextRule[],
  rejected: Map<string, RejectedChange>,
): Change[] {
  const made: Change[] = [];
  let text = field.text;
  for (const { id, severity, uses, raw, apply } of rules) {
    if (!uses.includes(context.use)) continue;
    const after = raw ? apply(text, context) : aroundProtected(text, (masked) => apply(masked, context));
    if (after === text) continue;
    const change: Change = { path: field.path, before: text, after, rule: id, severity, mode: 'auto' };
    const verdict = applyChange(draft, change);
    if (verdict) {
      rejected.set(`${change.path} ${id}`, { ...change, ...verdict });
    } else {
      made.push(change);
      text = after;
    }
  }
  return made;
}

function merge(earlier: Change | undefined, change: Change): Change {
  if (!earlier) return change;
  const rules = new Set([...earlier.rule.split(', '), change.rule]);
  const severity = RANK[change.severity] > RANK[earlier.severity] ? change.severity : earlier.severity;
  return { ...earlier, after: change.after, rule: [...rules].join(', '), severity };
}
