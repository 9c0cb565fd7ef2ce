import { describe } from '@jest/globals';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that some parts of the suite need, and the command that brings each on Debian and its children. */
const PROGRAMS = {
  chromium: 'apt-get install -y chromium',
  'redis-server': 'apt-get install -y redis-server',
} as const;

export interface Requirement {
  /** Absolute path of the program, or an empty string where it is missing. */
  path: string;
  /** Jest's `describe`; without the program a skipped one whose title says what is missing and how to get it. */
  describe: (part: string, tests: () => void) => void;
}

/** A program for one part of the suite. Where it is missing the part is skipped; with `CI=true` it fails. */
export function requireProgram(program: keyof typeof PROGRAMS): Requirement {
  const path = find(program);
  if (path) return { path, describe };
  const problem = `${program} is not installed; it comes with: ${PROGRAMS[program]}`;
  if (process.env.CI === 'true') throw new Error(problem);
  return { path: '', describe: (part, tests) => describe.skip(`${part} (${problem})`, tests) };
}

function find(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
