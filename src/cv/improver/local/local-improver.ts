import type { CvDocument } from '../../document/cv-document.js';
import { jobKeywords } from '../../matcher/job-keywords.js';
import { matchReport } from '../../matcher/match-report.js';
import { applyChanges } from '../change-gate.js';
import {
  type Advice,
  type ChangeSeverity,
  Improver,
  type ImproveInput,
  type ImproveResult,
} from '../improver.js';
import { responseText } from '../response-text.js';
import { documentAdvice } from './advice/document-advice.js';
import { keywordAdvice } from './advice/keyword-advice.js';
import { textAdvice } from './advice/text-advice.js';
import { listChanges } from './list-changes.js';
import { textChanges } from './text-changes.js';

const PRIORITY: Record<ChangeSeverity, number> = { major: 0, minor: 1, info: 2 };

/**
 * Improves a CV by fixed rules, without a model and without the prompt. The same input gives the same bytes, and a
 * document that has been improved is left as it is. Paths of text changes are those of the document as it came,
 * paths of lists and of advice those of the result.
 */
export class LocalImprover extends Improver {
  readonly provider = 'local';
  readonly engineVersion = 'local-1';

  async improve({ document, job, asOf }: ImproveInput): Promise<ImproveResult> {
    const texts = textChanges(document);
    const worded = applyChanges(document, texts.changes);
    const lists = listChanges(worded.document, job ? jobKeywords(job) : []);
    const improved: CvDocument = worded.document;
    const report = job && matchReport({ document: improved, job, asOf });
    const advice = [
      ...documentAdvice(improved),
      ...textAdvice(improved),
      ...(report ? keywordAdvice(report) : []),
    ].sort(byPriority);
    const changes = [...worded.accepted, ...lists.changes];
    return {
      document: improved,
      changes,
      rejected: [...texts.rejected, ...worded.rejected, ...lists.rejected],
      advice,
      responseText: responseText({ source: document, document: improved, changes, advice, report }),
    };
  }
}

function byPriority(a: Advice, b: Advice): number {
  return PRIORITY[a.severity] - PRIORITY[b.severity];
}
