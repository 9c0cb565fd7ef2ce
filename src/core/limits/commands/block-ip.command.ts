import type { INestApplicationContext } from '@nestjs/common';
import { printJson } from '../../cli/print-json.js';
import { type Column, table } from '../../cli/table.js';
import { CommandError } from '../../cli/command-error.js';
import { UsageError } from '../../cli/usage-error.js';
import { InvalidInputError, NotFoundError } from '../../http/app-error.js';
import { BlockedNetworks } from '../blocked-networks.service.js';
import type { IpBlock } from '../ip-block.entity.js';

export interface BlockOptions {
  reason: string;
  for?: string;
  json?: boolean;
}

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

const COLUMNS: Column<IpBlock>[] = [
  { title: 'NETWORK', value: ({ network }) => network },
  { title: 'SINCE', value: ({ createdAt }) => createdAt.toISOString() },
  { title: 'UNTIL', value: ({ expiresAt }) => expiresAt?.toISOString() ?? 'for good' },
  { title: 'REASON', value: ({ reason }) => reason },
];

/** `limits:block-ip` */
export async function block(
  app: INestApplicationContext,
  network: string,
  { reason, for: duration, json }: BlockOptions,
): Promise<void> {
  const until = duration === undefined ? null : new Date(Date.now() + milliseconds(duration));
  const blocked = await explained(app.get(BlockedNetworks).block(network, reason, until));
  if (json) return printJson(shown(blocked));
  console.log(`Blocked ${blocked.network} ${until ? `until ${until.toISOString()}` : 'for good'}.`);
}

/** `limits:unblock-ip` */
export async function unblock(app: INestApplicationContext, network: string): Promise<void> {
  const lifted = await explained(app.get(BlockedNetworks).unblock(network));
  console.log(`${lifted.network} is not blocked any more.`);
}

/** `limits:list-blocked` */
export async function listBlocked(app: INestApplicationContext, { json }: { json?: boolean }): Promise<void> {
  const blocks = await app.get(BlockedNetworks).inForce();
  if (json) return printJson(blocks.map(shown));
  console.log(blocks.length > 0 ? table(COLUMNS, blocks) : 'Nobody is blocked.');
}

const shown = ({ network, reason, createdAt, expiresAt }: IpBlock): object => ({
  network,
  reason,
  created_at: createdAt,
  expires_at: expiresAt,
});

function milliseconds(duration: string): number {
  const [, count, unit = ''] = /^([1-9]\d{0,3})([mhd])$/.exec(duration) ?? [];
  if (!count) throw new UsageError('--for takes minutes, hours or days, such as 30m, 12h or 7d.');
  return Number(count) * UNITS[unit]!;
}

async function explained(work: Promise<IpBlock>): Promise<IpBlock> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof InvalidInputError) throw new UsageError(error.extras.errors['network']!.join(' '));
    if (error instanceof NotFoundError) throw new CommandError(error.message);
    throw error;
  }
}
