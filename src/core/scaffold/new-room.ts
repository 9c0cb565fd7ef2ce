import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../cli/command-error.js';
import { projectFormatter } from './formatter.js';
import { refuseTaken } from './taken-names.js';
import type { RoomNames } from './room-names.js';
import { roomCatalogue, roomFiles } from './room-templates.js';
import { addToSnapshot, WIRINGS } from './room-wiring.js';
import { writeAll } from './write-all.js';

const SNAPSHOT = 'migrations/catalogue.snapshot.txt';

/** What `newRoom` writes: paths from the project's root. */
export interface NewRoom {
  created: string[];
  changed: string[];
}

/**
 * Writes a room with entity, migration, service, controller, DTOs, admin and tests into the checkout at `root`, and
 * makes the application, the import rules and the catalogue's snapshot know it: everything or, on any error, nothing.
 * @throws CommandError when a name or a file of it is taken.
 */
export async function newRoom(root: string, names: RoomNames, now = Date.now()): Promise<NewRoom> {
  const timestamp = await migrationTimestamp(root, now);
  const created = await roomFiles(names, timestamp);
  await refuseTaken(root, names, created);
  const format = await projectFormatter(root);
  for (const [path, text] of created) created.set(path, await format(path, text));

  const changed = new Map<string, string>();
  for (const { path, edit } of WIRINGS) {
    const text = await readFile(join(root, path), 'utf8');
    changed.set(path, await format(path, edit(text, names)));
  }
  const snapshot = await readFile(join(root, SNAPSHOT), 'utf8');
  changed.set(SNAPSHOT, addToSnapshot(snapshot, await roomCatalogue(names, timestamp)));

  await writeAll(root, created, changed);
  return { created: [...created.keys()], changed: [...changed.keys()] };
}

/** Now, or just after the newest migration there is: a new table is made last. */
async function migrationTimestamp(root: string, now: number): Promise<number> {
  if (!existsSync(join(root, 'migrations')))
    throw new CommandError('module:new writes sources: run it in a checkout');
  const files = await readdir(join(root, 'migrations'), { recursive: true });
  const stamps = files.map((file) => Number(/(\d{13})-[^/\\]+\.ts$/.exec(file)?.[1] ?? 0));
  return Math.max(now, ...stamps.map((stamp) => stamp + 1));
}
