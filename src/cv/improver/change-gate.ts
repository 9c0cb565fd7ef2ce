import type { CvDocument } from '../document/cv-document.js';
import { type FieldPlace, locate } from './gate/field-path.js';
import { checkDrops, listLines, newOrder } from './gate/list-check.js';
import { checkProse, type Verdict } from './gate/prose-check.js';
import { checkProtected } from './gate/protected-check.js';
import type { Change, RejectedChange } from './improver.js';

export interface GateResult {
  /** A copy of the document with the accepted changes made. */
  document: CvDocument;
  accepted: Change[];
  rejected: RejectedChange[];
}

/**
 * Makes the changes one by one on a copy and refuses each that would add, lose or bend a fact. Neither the rule
 * nor the engine behind a change is trusted: only the document and the two texts count.
 */
export function applyChanges(document: CvDocument, changes: readonly Change[]): GateResult {
  const result: GateResult = { document: structuredClone(document), accepted: [], rejected: [] };
  for (const change of changes) {
    const verdict = applyChange(result.document, change);
    if (verdict) result.rejected.push({ ...change, ...verdict });
    else result.accepted.push({ ...change });
  }
  return result;
}

/** Makes one change on the document itself, or says why not and leaves it alone. */
export function applyChange(document: CvDocument, change: Change): Verdict {
  const place = locate(document, change.path);
  if (!place) return { reason: 'unknown_path', detail: change.path.slice(0, 200) };
  if (change.before === change.after) return { reason: 'unchanged', detail: '' };
  return place.class === 'bullets' || place.class === 'entries'
    ? rearrange(place, change)
    : rewrite(place, change);
}

function rewrite(place: FieldPlace, { before, after }: Change): Verdict {
  const current = place.holder[place.key];
  if (current !== before) return { reason: 'stale', detail: String(current).slice(0, 200) };
  const verdict = checkText(place, before, after);
  if (!verdict) place.holder[place.key] = after;
  return verdict;
}

function checkText(place: FieldPlace, before: string, after: string): Verdict {
  if (place.class === 'protected') return checkProtected(before, after);
  if (place.class === 'fixed')
    return before.trim() === after ? null : { reason: 'protected_field', detail: after.slice(0, 200) };
  return checkProse(before, after, place.class === 'skill');
}

function rearrange(place: FieldPlace, { before, after }: Change): Verdict {
  const items = place.holder[place.key] as string[];
  if (listLines(items) !== before) return { reason: 'stale', detail: listLines(items).slice(0, 200) };
  const order = newOrder(before, after, items.length);
  if (!Array.isArray(order)) return order;
  const verdict = checkDrops(items, order);
  if (!verdict) place.holder[place.key] = order.map((i) => items[i]);
  return verdict;
}
