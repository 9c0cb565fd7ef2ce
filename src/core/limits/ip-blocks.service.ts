import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { BlockList, isIPv4 } from 'node:net';
import { DataSource } from 'typeorm';
import { Outage } from '../logging/outage.js';

/** How soon a block that somebody made or lifted anywhere is known here. */
const REREAD_MS = 2_000;

const IN_FORCE = `SELECT host(network) AS address, masklen(network) AS bits, family(network) AS family
  FROM ip_block WHERE expires_at IS NULL OR expires_at > now()`;

interface Network {
  address: string;
  bits: number;
  family: 4 | 6;
}

/** Which addresses are blocked, read again every two seconds; while the database is away, the last answer holds. */
@Injectable()
export class IpBlocks implements OnModuleDestroy {
  private list: BlockList | null = null;
  private timer: NodeJS.Timeout | undefined;
  private readonly outage = new Outage(
    new Logger('Limits'),
    'the list of blocked addresses',
    'it stays as it was read last',
  );

  constructor(private readonly dataSource: DataSource) {}

  /** Whether requests of an address are refused; nothing can be said of null. */
  has(address: string | null): boolean {
    if (!this.list || !address) return false;
    return this.list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  }

  /** Reads the blocks, and goes on doing so. */
  async watch(): Promise<void> {
    await this.read();
    const again = (): Promise<void> => this.outage.watch(() => this.read()).catch(() => undefined);
    this.timer = setInterval(() => void again(), REREAD_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async read(): Promise<void> {
    const rows = await this.dataSource.query<Network[]>(IN_FORCE);
    if (rows.length === 0) {
      this.list = null;
      return;
    }
    const list = new BlockList();
    for (const { address, bits, family } of rows) list.addSubnet(address, bits, `ipv${family}`);
    this.list = list;
  }
}
