import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../cli/command-error.js';
import type { RoomNames } from './room-names.js';
import type { Texts } from './write-all.js';

const CLASS = /^(?:export )?(?:abstract )?class (\w+)/gm;
const FOREIGN_IMPORT = /^import (?:type )?\{([^}]*)\} from '(?!\.\/)/gm;

/**
 * Refuses a room whose folder, files, table, address or classes exist already.
 * @param files what the room would consist of.
 * @throws CommandError naming what is in the way.
 */
export async function refuseTaken(root: string, names: RoomNames, files: Texts): Promise<void> {
  const { room, table } = names;
  const taken = (what: string): CommandError =>
    new CommandError(`${what}: choose another name, or another singular with --entity. Nothing was written.`);
  const refuseExisting = (paths: Iterable<string>): void => {
    for (const path of paths) if (existsSync(join(root, path))) throw taken(`${path} exists already`);
  };
  refuseExisting([`src/${room}`, `migrations/${room}`]);
  const snapshot = await readFile(join(root, 'migrations/catalogue.snapshot.txt'), 'utf8');
  if (new RegExp(`^column ${table}\\.`, 'm').test(snapshot))
    throw taken(`there is a table "${table}" already`);
  refuseExisting(files.keys());

  const own = new Set([...files.values()].flatMap(classesOf));
  const hidden = [...files.values()].flatMap(importedBy).find((name) => own.has(name));
  if (hidden) throw taken(`the room would hide the ${hidden} that it needs itself`);

  for (const path of await sources(root)) {
    const text = await readFile(join(root, path), 'utf8');
    const existing = classesOf(text).find((name) => own.has(name));
    if (existing) throw taken(`${path} has a class ${existing} already`);
    if (new RegExp(`@Controller\\('/?${room}['/]`).test(text)) throw taken(`${path} serves /${room} already`);
  }
}

const classesOf = (text: string): string[] => [...text.matchAll(CLASS)].map(([, name = '']) => name);

/** What a file takes from outside its own room. */
const importedBy = (text: string): string[] =>
  [...text.matchAll(FOREIGN_IMPORT)].flatMap(([, list = '']) =>
    list.split(',').map((name) => name.replace(/^\s*type /, '').trim()),
  );

async function sources(root: string): Promise<string[]> {
  const files = await readdir(join(root, 'src'), { recursive: true });
  return files.filter((file) => file.endsWith('.ts')).map((file) => join('src', file));
}
