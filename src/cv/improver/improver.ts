import type { WorkLimits } from '../../core/child-processes/child-process.js';
import type { CvDocument } from '../document/cv-document.js';

/** The job a CV is improved for; strings as the person gave them, empty where unknown. */
export interface JobTarget {
  position: string;
  industry?: string;
  /** Years of experience the person states for the job: `0-2`, `3-5` or `6+`. */
  experienceLevel?: string;
  /** The advert as plain text. */
  description: string;
}

export type ChangeSeverity = 'info' | 'minor' | 'major';

/** A change an improver makes by itself. It only words anew what the field already says. */
export interface Change {
  /** JSON pointer (RFC 6901) to a string, or to a list of strings or entries for a drop or a new order. */
  path: string;
  /** The field as it is; of a list one element per line (see `listLines`). */
  before: string;
  after: string;
  /** Ids of the rules behind the change, separated by `, `. */
  rule: string;
  severity: ChangeSeverity;
  mode: 'auto';
}

/** A change that the gate refused, and why. */
export interface RejectedChange extends Change {
  reason: GateReason;
  /** The offending words, for a log or a reviewer. */
  detail: string;
}

/** Why a change may not be made. */
export type GateReason =
  | 'unknown_path'
  | 'stale'
  | 'unchanged'
  | 'protected_field'
  | 'control_characters'
  | 'new_symbol'
  | 'emptied'
  | 'new_number'
  | 'new_name'
  | 'new_skill'
  | 'new_link'
  | 'new_word'
  | 'lost_fact'
  | 'reordered_facts'
  | 'changed_meaning'
  | 'overclaim'
  | 'not_a_permutation'
  | 'lost_item';

/** Something only the person can do, e.g. add a figure. */
export interface Advice {
  path: string;
  rule: string;
  severity: ChangeSeverity;
  message: string;
  /** The words of the document or the advert that gave rise to it; empty where something is missing. */
  evidence: string;
}

export interface ImproveInput {
  document: CvDocument;
  job: JobTarget | null;
  /** The person's own wishes in free text; an engine may ignore them. */
  prompt: string;
  /** Month that `present` stands for in the match summary, `YYYY-MM`; the current one unless given. */
  asOf?: string;
}

export interface ImproveResult {
  /** A new document with the accepted changes made; the input is left as it was. */
  document: CvDocument;
  changes: Change[];
  rejected: RejectedChange[];
  advice: Advice[];
  /** Markdown for the person, at most 20,000 characters. */
  responseText: string;
}

/** An engine that improves CVs. Every result has been through the change gate. */
export abstract class Improver {
  abstract readonly provider: string;
  /** Changes whenever the same input may give another result. */
  abstract readonly engineVersion: string;
  /** @param limits of the run that asks for it */
  abstract improve(input: ImproveInput, limits: WorkLimits): Promise<ImproveResult>;
}
