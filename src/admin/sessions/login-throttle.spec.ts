import { describe, expect, it } from '@jest/globals';
import { LoginThrottle } from './login-throttle.js';

const MINUTE_MS = 60_000;

describe('LoginThrottle', () => {
  it('refuses after ten failures, for what is left of fifteen minutes', () => {
    let now = 0;
    const throttle = new LoginThrottle(() => now);
    for (let failure = 0; failure < 10; failure++) {
      expect(throttle.waitSeconds('Ann', '10.0.0.1')).toBe(0);
      throttle.failed('Ann', '10.0.0.1');
    }
    now = 5 * MINUTE_MS;
    expect(throttle.waitSeconds(' ann ', '10.0.0.1')).toBe(600);
    now = 15 * MINUTE_MS;
    expect(throttle.waitSeconds('ann', '10.0.0.1')).toBe(0);
    throttle.failed('ann', '10.0.0.1');
    expect(throttle.waitSeconds('ann', '10.0.0.1')).toBe(0);
  });

  it('does not let a stranger lock the owner out, and forgets failures after a success', () => {
    const throttle = new LoginThrottle(() => 0);
    for (let failure = 0; failure < 10; failure++) throttle.failed('ann', '6.6.6.6');
    expect(throttle.waitSeconds('ann', '10.0.0.1')).toBe(0);
    throttle.succeeded('ann', '6.6.6.6');
    expect(throttle.waitSeconds('ann', '6.6.6.6')).toBe(0);
  });
});
