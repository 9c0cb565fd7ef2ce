import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { ProgressBar } from '../../cli/progress-bar.js';
import { withClient } from '../../database/with-client.js';
import { dump } from '../dump.js';
import { writeDump } from '../dump-target.js';
import type { TableSelection } from '../select-tables.js';

export interface DumpOptions extends TableSelection {
  out: string;
  gzip?: boolean;
}

/** `data:dump`. What a person should know goes to standard error: standard output may be the dump. */
export async function dumpTo(url: string, { out, gzip = false, ...selection }: DumpOptions): Promise<void> {
  await withClient(url, async (client) => {
    let bar = null as ProgressBar | null;
    let summary = '';
    const source = dump(client, selection, {
      onHeader({ rows, left_out: leftOut }, total) {
        bar = new ProgressBar('Dumping', total);
        summary = `Dumped ${total.toLocaleString('en')} rows of ${Object.keys(rows).length} tables.`;
        if (!selection.withSecrets)
          summary += ` Passwords and other secrets are not in it${omitted(leftOut)}.`;
      },
      onRows: (count) => bar?.advance(count),
    });
    try {
      await writeDump(Readable.from(source, { objectMode: false }), pathOf(out), gzip);
    } finally {
      bar?.stop();
    }
    console.error(summary);
  });
}

const omitted = (tables: string[]): string =>
  tables.length > 0 ? `, nor are ${tables.join(', ')}; --with-secrets includes them` : '';

/** npm runs scripts in the project's folder; paths are meant from where the person stands. */
function pathOf(path: string): string {
  return path === '-' ? path : resolve(process.env.INIT_CWD ?? '.', path);
}
