import type { INestApplicationContext } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../cli/command-error.js';
import { printJson } from '../../cli/print-json.js';
import { UsageError } from '../../cli/usage-error.js';
import { projectRoot } from '../../config/project-root.js';
import { StaticFiles } from '../static-files.service.js';

/** `collectstatic` */
export async function collectStatic(
  app: INestApplicationContext,
  folders: string[],
  { json }: { json?: boolean },
): Promise<void> {
  const missing = folders.filter((folder) => !existsSync(folder));
  if (missing.length > 0) throw new UsageError(`There is no folder ${missing.join(', ')}.`);
  const panel = join(projectRoot(), 'dist', 'panel');
  const collected = await app
    .get(StaticFiles)
    .collect([panel, ...folders])
    .catch((error: Error) => {
      throw new CommandError(`${error.message}. Nothing was changed in the manifest.`);
    });
  if (json) return printJson(collected);
  const { files, stored, removed } = collected;
  console.log(
    `${Object.keys(files).length} static files, ${stored} of them new; ${removed} old ones removed.`,
  );
}
