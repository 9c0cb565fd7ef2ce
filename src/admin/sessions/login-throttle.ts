const WINDOW_MS = 15 * 60_000;
const FAILURES = 10;
const MAX_KEYS = 10_000;

/**
 * Slows down guessing: ten failures of one account from one address, then fifteen minutes of refusal. Keyed by
 * both, so that a stranger cannot lock an owner out. Counts within this process.
 */
export class LoginThrottle {
  private readonly failures = new Map<string, { count: number; since: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Seconds to wait before the next attempt; 0 when one may be made. */
  waitSeconds(login: string, ip: string): number {
    const entry = this.failures.get(this.key(login, ip));
    if (!entry || entry.count < FAILURES) return 0;
    return Math.max(0, Math.ceil((entry.since + WINDOW_MS - this.now()) / 1000));
  }

  failed(login: string, ip: string): void {
    const key = this.key(login, ip);
    const entry = this.failures.get(key);
    const fresh = !entry || this.now() - entry.since >= WINDOW_MS;
    // Deleting first puts the key last, so that the first key is the one longest untouched.
    this.failures.delete(key);
    this.failures.set(key, fresh ? { count: 1, since: this.now() } : { ...entry, count: entry.count + 1 });
    if (this.failures.size > MAX_KEYS) this.failures.delete(this.failures.keys().next().value!);
  }

  succeeded(login: string, ip: string): void {
    this.failures.delete(this.key(login, ip));
  }

  private key(login: string, ip: string): string {
    return `${login.trim().toLowerCase().slice(0, 254)}\n${ip}`;
  }
}
