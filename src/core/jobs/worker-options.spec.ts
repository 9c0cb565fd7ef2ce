import { expect, it } from '@jest/globals';
import { workerOptions } from './worker-options.js';

it.each([
  [[], {}],
  [['--queues', 'mail,ai'], { queues: ['mail', 'ai'] }],
  [['--queues=mail, mail', '--concurrency=12'], { queues: ['mail'], concurrency: 12 }],
  [['-h'], 'help'],
])('understands %j', (args, options) => {
  expect(workerOptions(args)).toEqual(options);
});

it.each([
  [['--queues', 'mial'], 'There is no queue "mial". There are: default, ai, mail, maintenance.'],
  [['--queues', ''], 'There is no queue ""'],
  [['--concurrency', '0'], '--concurrency takes a number from 1 to 1000, not "0".'],
  [['--concurrency', 'many'], 'not "many"'],
  [['--queue', 'mail'], /Unknown option '--queue'.*Usage: npm run worker/s],
  [['mail'], /Unexpected argument 'mail'.*Usage: npm run worker/s],
])('refuses %j and says what to write', (args, message) => {
  expect(() => workerOptions(args)).toThrow(message);
});
