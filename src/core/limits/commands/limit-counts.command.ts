import type { INestApplicationContext } from '@nestjs/common';
import { confirm } from '../../cli/confirm.js';
import { printJson } from '../../cli/print-json.js';
import { type Column, table } from '../../cli/table.js';
import { UsageError } from '../../cli/usage-error.js';
import { type LimitCount, LimitCounts, type Whose } from '../limit-counts.service.js';

export interface StatusOptions extends Whose {
  limit: number;
  json?: boolean;
}

export interface ResetOptions extends Whose {
  all?: boolean;
  dryRun?: boolean;
  yes?: boolean;
}

const COLUMNS: Column<LimitCount>[] = [
  { title: 'LIMIT', value: ({ limit }) => limit },
  { title: 'OF', value: ({ subject }) => subject },
  { title: 'USED', value: ({ used }) => used, align: 'right' },
  { title: 'ALLOWED', value: ({ allowed }) => allowed ?? '-', align: 'right' },
  { title: 'RESETS', value: ({ resets_at }) => resets_at },
];

/** `limits:status` */
export async function status(
  app: INestApplicationContext,
  { limit, json, ...whose }: StatusOptions,
): Promise<void> {
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit takes a number from 1.');
  const counts = await app.get(LimitCounts).current(whose, limit);
  if (json) return printJson(counts);
  console.log(counts.length > 0 ? table(COLUMNS, counts) : 'Nothing was counted.');
}

/** `limits:reset` */
export async function reset(
  app: INestApplicationContext,
  { all, dryRun, yes, user, ip }: ResetOptions,
): Promise<void> {
  if ([user, ip, all].filter((given) => given !== undefined).length !== 1)
    throw new UsageError('Say whose counts: one of --user, --ip and --all.');
  const counts = app.get(LimitCounts);
  const found = await counts.count({ user, ip });
  if (dryRun) return console.log(`${found} counts would be forgotten. Nothing was changed.`);
  if (all) await confirm(`Forget all ${found} counts?`, { yes });
  console.log(`Forgot ${await counts.reset({ user, ip })} counts.`);
}
