import { describe, expect, it, jest } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { ProgressBar } from './progress-bar.js';

const screen = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY, columns: 80 });

describe('ProgressBar', () => {
  it('draws the share that is done and the time it will take', () => {
    jest.useFakeTimers({ now: 0 });
    const output = screen(true);
    const bar = new ProgressBar('Loading', 2_000, output);
    jest.setSystemTime(10_000);
    bar.advance(500);
    expect(String(output.read())).toMatch(/Loading █{8}░{22} 25 % of 2,000, 30 s left$/);
    jest.useRealTimers();
  });

  it('counts where nobody knows the end, and redraws no more than ten times a second', () => {
    jest.useFakeTimers({ now: 0 });
    const output = screen(true);
    const bar = new ProgressBar('Seeding', null, output);
    jest.setSystemTime(1_000);
    for (let step = 0; step < 1_500; step += 1) bar.advance();
    jest.setSystemTime(1_100);
    bar.advance();
    expect(String(output.read()).split('\r').slice(1)).toEqual([
      '\u001b[KSeeding 1',
      '\u001b[KSeeding 1,501',
    ]);
    jest.useRealTimers();
  });

  it('names a step as soon as it begins', () => {
    const output = screen(true);
    const bar = new ProgressBar('Applying', 4, output);
    bar.begin('First');
    bar.advance();
    bar.begin('Second');
    expect(String(output.read())).toMatch(
      /Applying ░+ 0 % of 4: First\r.*Applying █+░+ 25 % of 4, \d s left: Second$/s,
    );
  });

  it('wipes its line at the end', () => {
    const output = screen(true);
    const bar = new ProgressBar('Loading', 10, output);
    bar.advance(10);
    output.read();
    bar.stop();
    expect(String(output.read())).toBe('\r\u001b[K');
  });

  it('stays silent where nobody looks', () => {
    const output = screen(false);
    const bar = new ProgressBar('Loading', 10, output);
    bar.advance(10);
    bar.stop();
    expect(output.read()).toBeNull();
  });
});
