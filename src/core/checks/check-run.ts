import { type Check, CHECK_LEVELS, type CheckLevel, error, type Finding, type Problem } from './check.js';

/** The state of one `check`: what was looked at and what was found. */
export class CheckRun {
  readonly findings: Finding[] = [];
  /** Checks made, those that found nothing included. */
  made = 0;

  constructor(private readonly deploy: boolean) {}

  /** Makes those of the checks that are asked for. One that cannot be made is a finding, and the others go on. */
  async all<Subject>(checks: Check<Subject>[], subject: Subject): Promise<void> {
    for (const check of checks) {
      if (check.deploy && !this.deploy) continue;
      await this.step(check.id, 'The check itself failed: mend that first.', async () =>
        this.add(check.id, await check.find(subject)),
      );
    }
  }

  /** Does something that others build on. @returns what it gives, or undefined when it threw, which is then a finding. */
  async step<Result>(
    id: string,
    hint: string,
    work: () => Result | Promise<Result>,
  ): Promise<Result | undefined> {
    this.made += 1;
    try {
      return await work();
    } catch (cause) {
      this.add(id, [error((cause as Error).message, hint)]);
      return undefined;
    }
  }

  count(level: CheckLevel): number {
    return this.findings.filter((finding) => finding.level === level).length;
  }

  /** Whether something of this level or a worse one was found. */
  isAtLeast(level: CheckLevel): boolean {
    return CHECK_LEVELS.slice(0, CHECK_LEVELS.indexOf(level) + 1).some((worse) => this.count(worse) > 0);
  }

  private add(id: string, problems: Problem[]): void {
    this.findings.push(...problems.map((problem) => ({ id, ...problem })));
  }
}
