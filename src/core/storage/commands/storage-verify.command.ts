import type { INestApplicationContext } from '@nestjs/common';
import { printJson } from '../../cli/print-json.js';
import { ProgressBar } from '../../cli/progress-bar.js';
import { type Column, table } from '../../cli/table.js';
import { STORAGE_NAMES, type StorageName } from '../../config/storage-config.js';
import { Transactions } from '../../database/transactions.service.js';
import { StaticFiles } from '../static-files.service.js';
import { Storages } from '../storages.js';
import { verifyStatic } from '../verify-static.js';
import { type StorageFinding, verifyStorage } from '../verify-storage.js';

export interface VerifyOptions {
  only?: StorageName[];
  checksums?: boolean;
  json?: boolean;
}

const COLUMNS: Column<StorageFinding>[] = [
  { title: 'STORAGE', value: ({ storage }) => storage },
  { title: 'KEY', value: ({ key }) => key },
  { title: 'FILE', value: ({ file }) => file ?? '-', align: 'right' },
  { title: 'PROBLEM', value: ({ problem }) => problem },
  { title: 'DETAIL', value: ({ detail }) => detail },
];

/** `storage:verify` */
export async function verify(
  app: INestApplicationContext,
  { only = [...STORAGE_NAMES], checksums = false, json }: VerifyOptions,
): Promise<void> {
  const checked: Partial<Record<StorageName, number>> = {};
  const findings: StorageFinding[] = [];
  const bar = new ProgressBar('Verifying', null);
  for (const name of only) {
    checked[name] = 0;
    for await (const finding of findingsIn(app, name, checksums)) {
      checked[name] += 1;
      bar.advance();
      if (finding) findings.push(finding);
    }
  }
  bar.stop();
  if (findings.length > 0) process.exitCode = 1;
  if (json) return printJson({ checked, findings });
  if (findings.length > 0) console.log(`${table(COLUMNS, findings)}\n`);
  const counts = Object.entries(checked).map(([name, count]) => `${count} in ${name}`);
  console.log(`Checked ${counts.join(', ')}: ${findings.length || 'no'} problems.`);
}

function findingsIn(
  app: INestApplicationContext,
  name: StorageName,
  checksums: boolean,
): AsyncIterable<StorageFinding | null> {
  const storage = app.get(Storages).of(name);
  if (name === 'static') return verifyStatic(app.get(StaticFiles), storage, checksums);
  return verifyStorage(app.get(Transactions), name, storage, checksums);
}
