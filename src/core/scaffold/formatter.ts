import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandError } from '../cli/command-error.js';

interface Prettier {
  resolveConfig(file: string): Promise<object | null>;
  format(text: string, options: object): Promise<string>;
}

/** Lays out source text by the rules of the project. */
export type Format = (path: string, text: string) => Promise<string>;

/**
 * The checkout's own prettier: how lines break depends on how long a room's name is.
 * @throws CommandError where the development packages are not installed, as in a container.
 */
export async function projectFormatter(root: string): Promise<Format> {
  const prettier = await load(root);
  const style = await prettier.resolveConfig(join(root, 'src/main.ts'));
  return (path, text) => prettier.format(text, { ...style, filepath: path });
}

async function load(root: string): Promise<Prettier> {
  try {
    const file = createRequire(join(root, 'package.json')).resolve('prettier');
    const { default: prettier } = (await import(pathToFileURL(file).href)) as { default: Prettier };
    return prettier;
  } catch {
    throw new CommandError('module:new needs the development packages: run npm ci --include=dev first');
  }
}
