import { resolve } from 'node:path';
import { confirm } from '../../cli/confirm.js';
import { ProgressBar } from '../../cli/progress-bar.js';
import { UsageError } from '../../cli/usage-error.js';
import type { DumpHeader } from '../dump-format.js';
import { openDump } from '../dump-source.js';
import { load } from '../load.js';
import { describeUrl } from '../../database/database-url.js';
import { analyze, withClient } from '../../database/with-client.js';

export interface LoadCommandOptions {
  dryRun?: boolean;
  yes?: boolean;
}

/** `data:load` */
export async function loadFrom(
  url: string,
  file: string,
  { dryRun = false, yes }: LoadCommandOptions,
): Promise<void> {
  if (file === '-' && !yes && !dryRun)
    throw new UsageError('Standard input is the dump, so nobody can answer a question there: pass --yes.');
  const path = file === '-' ? file : resolve(process.env.INIT_CWD ?? '.', file);
  const source = await openDump(path);
  await withClient(url, async (client) => {
    const { database, server } = describeUrl(url);
    let bar = null as ProgressBar | null;
    let total = 0;
    const approve = async ({ rows }: DumpHeader, olderThan: string | null): Promise<void> => {
      total = Object.values(rows).reduce((sum, count) => sum + count, 0);
      if (olderThan)
        console.error(`The dump is older than ${olderThan}: columns that came since take their defaults.`);
      const question = `Load ${total.toLocaleString('en')} rows into the database ${database} at ${server}?`;
      if (!dryRun) await confirm(question, { yes });
      bar = new ProgressBar('Loading', total);
    };
    const onRows = (count: number): void => bar?.advance(count);
    const reopen = file === '-' ? null : () => openDump(path);
    try {
      const tables = await load(client, source, { dryRun, approve, onRows, reopen });
      if (!dryRun) await analyze(client, tables);
      const done = dryRun ? 'Nothing was changed; the dump would load' : 'Loaded';
      console.log(`${done} ${total.toLocaleString('en')} rows of ${tables.length} tables.`);
    } finally {
      bar?.stop();
    }
  });
}
