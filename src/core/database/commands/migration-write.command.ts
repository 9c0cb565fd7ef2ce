import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../cli/usage-error.js';
import { projectRoot } from '../../config/project-root.js';
import { migrationSource } from '../migration-file.js';
import { checkSchema, writeSnapshot } from '../schema-check.js';

/** `migration:generate` */
export async function generate(url: string, room: string, name: string): Promise<void> {
  const folder = join(projectRoot(), 'migrations', room);
  if (!/^[a-z-]+$/.test(room) || !existsSync(folder))
    throw new UsageError(`there is no room "${room}": migrations/ holds one folder for each`);
  if (!/^[a-z]+(-[a-z\d]+)+$/.test(name)) throw new UsageError(`"${name}" should read like add-plan-colour`);
  const { up, down } = await checkSchema(url);
  if (up.length === 0) return console.log('nothing to generate: the migrations build what the entities say');
  const timestamp = Date.now();
  const file = join(folder, `${timestamp}-${name}.ts`);
  await writeFile(file, migrationSource(name, timestamp, up, down));
  console.log(`wrote ${file}`);
  console.log('Read it, then: npm run migration:run, npm run migration:check -- --write');
}

/** `migration:check` */
export async function check(url: string): Promise<void> {
  const { up, catalogue } = await checkSchema(url);
  for (const query of up) console.log(`entities and migrations differ: ${query}`);
  for (const line of catalogue) console.log(`the catalogue differs from its snapshot: ${line}`);
  if (up.length + catalogue.length > 0) process.exitCode = 1;
  else console.log('entities, migrations and catalogue agree');
}

/** `migration:check --write` */
export async function write(url: string): Promise<void> {
  await writeSnapshot(url);
  console.log('wrote the snapshot of the catalogue');
}
