import { CommandError } from '../cli/command-error.js';
import type { RoomNames } from './room-names.js';

/** A file of the project that must learn of a new room, and how. */
export interface Wiring {
  path: string;
  edit: (text: string, names: RoomNames) => string;
}

/** Puts a line before the first that matches, with its indentation. */
function before(text: string, path: string, next: RegExp, line: string): string {
  const lines = text.split('\n');
  const index = lines.findIndex((candidate) => next.test(candidate));
  if (index === -1)
    throw new CommandError(`${path} has changed beyond what module:new knows: no line matches ${next}`);
  const indentation = /^\s*/.exec(lines[index] as string)?.[0] ?? '';
  lines.splice(index, 0, indentation + line);
  return lines.join('\n');
}

/** Puts the import of `name` where the order of addresses wants it: before the first that follows, or last. */
function withImport(text: string, name: string, address: string): string {
  const imports = [...text.matchAll(/^import [^;]* from '([^']+)';\n/gm)];
  const line = `import { ${name} } from '${address}';\n`;
  const next = imports.find(([, other = '']) => other.startsWith('./') && other > address);
  const last = imports.at(-1);
  const place = next?.index ?? (last ? last.index + last[0].length : 0);
  return text.slice(0, place) + line + text.slice(place);
}

function addToApp(text: string, { room, Rooms }: RoomNames): string {
  const imported = withImport(text, `${Rooms}Module`, `./${room}/${room}.module.js`);
  return before(imported, 'src/app.module.ts', /^\s+\.\.\.\(use === 'request'/, `${Rooms}Module,`);
}

/** A new room may import what every feature may: accounts, the admin and the platform. */
function addToImportRules(text: string, { room }: RoomNames): string {
  return before(text, '.dependency-cruiser.cjs', /^};$/, `  '${room}': ['users', 'core', 'admin'],`);
}

/** The snapshot stays sorted; `lines` are those the new table adds. */
export function addToSnapshot(text: string, lines: string): string {
  const all = [...text.split('\n'), ...lines.split('\n')].filter(Boolean);
  return `${all.sort().join('\n')}\n`;
}

export const WIRINGS: Wiring[] = [
  { path: 'src/app.module.ts', edit: addToApp },
  { path: '.dependency-cruiser.cjs', edit: addToImportRules },
];
