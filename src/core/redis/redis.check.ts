import { Injectable } from '@nestjs/common';
import { error, type Problem, warning } from '../checks/check.js';
import { RoomCheck } from '../checks/room-check.js';
import { Redis } from './redis.service.js';

/** The oldest Redis that the queue works with. */
const OLDEST = [6, 2] as const;

/** A Redis that is configured and does not answer, is too old, or throws away what it was given to keep. */
@Injectable()
export class RedisCheck extends RoomCheck {
  readonly id = 'redis.server';

  constructor(private readonly redis: Redis) {
    super();
  }

  async find(): Promise<Problem[]> {
    if (!this.redis.configured) return [];
    try {
      return problemsOf(await this.redis.run((client) => client.info(), 3_000));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return [
        error(
          `REDIS_URL does not lead to a Redis that answers: ${reason}`,
          'Start it, or correct REDIS_URL.',
        ),
      ];
    }
  }
}

/** @param info what the command INFO answers. */
export function problemsOf(info: string): Problem[] {
  const problems: Problem[] = [];
  const value = (name: string): string => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? '';
  const version = value('redis_version');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
    problems.push(
      error(`Redis ${version} is too old for the queue.`, `Use ${OLDEST.join('.')} or newer, or a Valkey.`),
    );
  const policy = value('maxmemory_policy');
  if (policy && policy !== 'noeviction')
    problems.push(
      warning(
        `Redis throws away keys when its memory is full (maxmemory-policy ${policy}), those of the queue too.`,
        'Set maxmemory-policy noeviction.',
      ),
    );
  return problems;
}
