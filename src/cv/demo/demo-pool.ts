import type { CvDocument } from '../document/cv-document.js';
import { LocalImprover } from '../improver/local/local-improver.js';
import { coverAdvice } from '../improver/response-text.js';
import type { JobTarget } from '../improver/improver.js';
import { matchReport } from '../matcher/match-report.js';
import { demoDocument, roleOf } from './demo-document.js';
import { demoJob, type DemoJob } from './demo-roles.js';
import { DemoTemplate } from './demo-template.js';

/** A document in every form the rows need. */
export interface PooledDocument {
  document: CvDocument;
  json: DemoTemplate;
}

export interface PooledMatch {
  engineVersion: string;
  score: number;
  breakdown: string;
  keywords: string;
}

/**
 * Documents, adverts and what the service itself makes of them: each is made once, by the real improver and the real
 * matcher, and shared by everybody who has that CV and wants that job. So demo rows look as real ones do.
 */
export class DemoPool {
  readonly improver = new LocalImprover();
  private readonly documents = new Map<number, PooledDocument>();
  private readonly jobs = new Map<string, DemoJob>();
  private readonly improvements = new Map<string, { text: DemoTemplate; json: DemoTemplate }>();
  private readonly matches = new Map<string, PooledMatch>();
  private readonly covers = new Map<DemoJob, string>();

  constructor(
    private readonly seed: number,
    private readonly asOf: Date,
  ) {}

  document(variant: number): PooledDocument {
    return remember(this.documents, variant, () => {
      const document = demoDocument(this.seed, variant, this.asOf);
      return { document, json: new DemoTemplate(JSON.stringify(document)) };
    });
  }

  job(role: number, index: number): DemoJob {
    return remember(this.jobs, `${role}:${index}`, () => demoJob(this.seed, role, index));
  }

  /** How the CV matches one of the adverts of its own occupation. */
  match(variant: number, jobIndex: number): PooledMatch {
    return remember(this.matches, `${variant}:${jobIndex}`, () => {
      const { engineVersion, score, breakdown, keywords } = matchReport({
        document: this.document(variant).document,
        job: targetOf(this.job(roleOf(variant), jobIndex)),
        asOf: this.month,
      });
      return {
        ...{ engineVersion, score },
        ...{ breakdown: JSON.stringify(breakdown), keywords: JSON.stringify(keywords) },
      };
    });
  }

  /** The answer to somebody who sent no CV. */
  cover(job: DemoJob): string {
    return remember(this.covers, job, () => coverAdvice(targetOf(job)));
  }

  /** Makes what `improvement` will be asked for; the improver needs to be awaited. */
  async prepare(variant: number, jobIndex: number): Promise<void> {
    const key = `${variant}:${jobIndex}`;
    if (this.improvements.has(key)) return;
    const { responseText, document } = await this.improver.improve({
      document: this.document(variant).document,
      job: targetOf(this.job(roleOf(variant), jobIndex)),
      prompt: '',
      asOf: this.month,
    });
    this.improvements.set(key, {
      text: new DemoTemplate(responseText),
      json: new DemoTemplate(JSON.stringify(document)),
    });
  }

  /** The CV improved for the job: the answer's text and the new version. @throws when it was not prepared. */
  improvement(variant: number, jobIndex: number): { text: DemoTemplate; json: DemoTemplate } {
    const found = this.improvements.get(`${variant}:${jobIndex}`);
    if (!found) throw new Error(`the improvement of ${variant} for ${jobIndex} was not prepared`);
    return found;
  }

  private get month(): string {
    return this.asOf.toISOString().slice(0, 7);
  }
}

const targetOf = ({ position, industry, experienceLevel, description }: DemoJob): JobTarget => ({
  ...{ position, industry, experienceLevel, description },
});

function remember<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
