import { describe, expect, it } from '@jest/globals';
import { info, warning } from './check.js';
import { CheckRun } from './check-run.js';

const fine = { id: 'a.fine', find: () => [] };
const dubious = { id: 'a.dubious', deploy: true as const, find: () => [warning('So so.', 'Look.')] };
const broken = {
  id: 'a.broken',
  find: () => {
    throw new Error('no such table');
  },
};

describe('CheckRun', () => {
  it('makes the checks of a deployment only when asked', async () => {
    const [usual, deploy] = [new CheckRun(false), new CheckRun(true)];
    await usual.all([fine, dubious], undefined);
    await deploy.all([fine, dubious], undefined);
    expect([usual.made, usual.findings]).toEqual([1, []]);
    expect(deploy.findings).toEqual([
      { id: 'a.dubious', level: 'warning', message: 'So so.', hint: 'Look.' },
    ]);
  });

  it('takes a check that fails for a finding and goes on', async () => {
    const run = new CheckRun(false);
    await run.all([broken, fine], undefined);
    expect(run.made).toBe(2);
    expect(run.findings).toMatchObject([{ id: 'a.broken', level: 'error', message: 'no such table' }]);
  });

  it('knows whether something is at least as bad as a level', async () => {
    const run = new CheckRun(true);
    await run.all([dubious, { id: 'a.note', find: () => [info('By the way.', 'Smile.')] }], undefined);
    expect(['error', 'warning', 'info'].map((level) => run.isAtLeast(level as 'error'))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
