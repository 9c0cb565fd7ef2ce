import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { AuditLog } from '../audit/audit-log.service.js';
import type { LogAction } from '../audit/log-entry.entity.js';
import { Transactions } from '../database/transactions.service.js';
import { InvalidInputError, NotFoundError } from '../http/app-error.js';
import { IpBlock } from './ip-block.entity.js';

/** SQLSTATEs of what is no network, and of one that is too wide. */
const REFUSALS: Record<string, string> = {
  '22P02': 'is no address and no network; write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32',
  '23514': 'is too wide, or the block ends before it begins: at most a /8 of IPv4 and a /16 of IPv6',
};

/** Blocks networks and lifts blocks, with a log entry of each; `IpBlocks` of every process follows within seconds. */
@Injectable()
export class BlockedNetworks {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** Those in force, the newest first. */
  inForce(): Promise<IpBlock[]> {
    return this.transactions
      .repository(IpBlock)
      .createQueryBuilder('block')
      .where('block.expiresAt IS NULL OR block.expiresAt > now()')
      .orderBy('block.createdAt', 'DESC')
      .getMany();
  }

  /**
   * Blocks a network, or gives the block it has another reason and end.
   * @param expiresAt null is never.
   * @throws InvalidInputError
   */
  async block(network: string, reason: string, expiresAt: Date | null): Promise<IpBlock> {
    return explained(network, () =>
      this.transactions.run(async () => {
        const blocks = this.transactions.repository(IpBlock);
        const known = await blocks.findOneBy({ network });
        if (known) await blocks.update({ id: known.id }, { reason, expiresAt });
        const { id } = known ?? (await this.transactions.insert(IpBlock, { network, reason, expiresAt }));
        const block = await blocks.findOneByOrFail({ id });
        await this.record(known ? 'update' : 'create', block);
        return block;
      }),
    );
  }

  /** Lifts the block of exactly this network. @throws NotFoundError, which names a wider one that it is in. */
  async unblock(network: string): Promise<IpBlock> {
    return explained(network, () =>
      this.transactions.run(async () => {
        const blocks = this.transactions.repository(IpBlock);
        const [block] = await blocks
          .createQueryBuilder('block')
          .where('block.network >>= CAST(:network AS cidr)', { network })
          .orderBy('block.network = CAST(:network AS cidr)', 'DESC')
          .getMany();
        const exact = block && (await blocks.findOneBy({ id: block.id, network }));
        if (!exact)
          throw new NotFoundError(
            block ? `${network} is blocked as a part of ${block.network}.` : `${network} is not blocked.`,
          );
        await blocks.delete({ id: exact.id });
        await this.record('delete', exact);
        return exact;
      }),
    );
  }

  private record(action: LogAction, { id, network }: IpBlock): Promise<void> {
    return this.audit.record({
      actorId: null,
      action,
      entity: 'ip_block',
      entityId: String(id),
      label: network,
    });
  }
}

async function explained<Result>(network: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code = '' } = error instanceof QueryFailedError ? (error.driverError as { code?: string }) : {};
    const refusal = REFUSALS[code];
    throw refusal ? new InvalidInputError({ network: [`${network} ${refusal}.`] }) : error;
  }
}
