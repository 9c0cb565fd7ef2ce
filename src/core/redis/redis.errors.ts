/** Redis does not answer, or not in time; whoever asked does without it. */
export class RedisAwayError extends Error {
  constructor(reason: string) {
    super(`Redis is away: ${reason}`);
    this.name = 'RedisAwayError';
  }
}
