import { randomUUID } from 'node:crypto';
import type { JobPayload, JobType } from './job.js';

/** One job in a flow. */
export interface Step {
  readonly kind: 'step';
  readonly job: JobType;
  readonly payload: JobPayload;
}

/** Steps one after the other (a chain) or side by side (a group), in each other as the work wants it. */
export type Flow = Step | { readonly kind: 'chain' | 'group'; readonly parts: readonly Flow[] };

/** A step with what it waits for and what waits for it. */
export interface LinkedStep {
  readonly step: Step;
  /** The group of tasks it counts in: those whose end the next part waits for. */
  readonly groupId: string | null;
  /** The group of tasks it waits for, and how many they are. */
  readonly afterGroupId: string | null;
  readonly waitsFor: number;
}

export function step<Payload extends JobPayload>(job: JobType<Payload>, payload: NoInfer<Payload>): Step {
  return { kind: 'step', job: job as unknown as JobType, payload };
}

/** Each part starts when all of the one before has succeeded; `chain(group(…), step(…))` is Celery's chord. */
export function chain(...parts: Flow[]): Flow {
  return { kind: 'chain', parts };
}

/** All parts start at the same time. */
export function group(...parts: Flow[]): Flow {
  return { kind: 'group', parts };
}

interface Barrier {
  readonly id: string;
  members: number;
}

/** The steps of a flow with their links; groups and chains without a step vanish. */
export function link(flow: Flow): LinkedStep[] {
  const found: { step: Step; after: Barrier | null; before: Barrier | null }[] = [];
  const visit = (part: Flow, after: Barrier | null, before: Barrier | null): void => {
    if (part.kind === 'step') {
      if (before) before.members += 1;
      found.push({ step: part, after, before });
      return;
    }
    const parts = part.parts.filter(hasSteps);
    if (part.kind === 'group') {
      for (const each of parts) visit(each, after, before);
      return;
    }
    let reached = after;
    parts.forEach((each, index) => {
      const next = index === parts.length - 1 ? before : { id: randomUUID(), members: 0 };
      visit(each, reached, next);
      reached = next;
    });
  };
  visit(flow, null, null);
  return found.map(({ step, after, before }) => ({
    step,
    groupId: before?.id ?? null,
    afterGroupId: after?.id ?? null,
    waitsFor: after?.members ?? 0,
  }));
}

function hasSteps(flow: Flow): boolean {
  return flow.kind === 'step' || flow.parts.some(hasSteps);
}
