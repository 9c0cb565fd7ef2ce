import type { Logger } from '@nestjs/common';

/** Something that may be away for a while: its going and coming are logged once each, not every time it is missed. */
export class Outage {
  private lasts = false;

  /** @param without what happens meanwhile, for the log. */
  constructor(
    private readonly log: Logger,
    private readonly what: string,
    private readonly without: string,
  ) {}

  /** Does what depends on it. @throws what `work` throws. */
  async watch<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      if (this.lasts) this.log.log(`${this.what} is back`);
      this.lasts = false;
      return result;
    } catch (error) {
      if (!this.lasts) this.log.warn(`${this.what} is away: ${this.without}`, error);
      this.lasts = true;
      throw error;
    }
  }
}
