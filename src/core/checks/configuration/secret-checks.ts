import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, error, type Problem, warning } from '../check.js';
import type { ConfigurationSubject } from './configuration-subject.js';

/** A random key of 32 characters has about 20 different ones, a sentence or a pattern far fewer. */
const MIN_DIFFERENT_CHARACTERS = 12;

const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;

/** Whether secrets are secret. */
export const SECRET_CHECKS: Check<ConfigurationSubject>[] = [
  {
    id: 'secrets.secret-key',
    find: ({ config }) =>
      new Set(config.secretKey).size < MIN_DIFFERENT_CHARACTERS ||
      /change.?me|secret.?key|example/i.test(config.secretKey)
        ? [
            error(
              'SECRET_KEY can be guessed.',
              'Make one with: openssl rand -hex 32. Everybody has to log in again.',
            ),
          ]
        : [],
  },
  {
    id: 'secrets.secret-key-source',
    deploy: true,
    find: ({ variables }) =>
      variables.SECRET_KEY
        ? []
        : [
            error(
              'SECRET_KEY is not set.',
              'Set it: a file in DATA_DIR is lost, or differs, with the next machine.',
            ),
          ],
  },
  {
    id: 'secrets.secret-key-file',
    find: ({ config }) => openTo(join(config.dataDir, 'secret-key'), OTHERS, 'error', 'chmod 600'),
  },
  {
    id: 'secrets.env-file',
    find: () => openTo('.env', OTHERS, 'warning', 'chmod 600'),
  },
  {
    id: 'secrets.admin-password',
    deploy: true,
    find: ({ variables }) =>
      variables.ADMIN_PASSWORD
        ? [
            warning(
              'ADMIN_PASSWORD is in the environment.',
              'Unset it once the administrator is made: everything that reads the environment reads it.',
            ),
          ]
        : [],
  },
  {
    id: 'storage.data-dir-mode',
    deploy: true,
    find: async ({ config }) => {
      const writable = await openTo(config.dataDir, OTHERS_WRITE, 'error', 'chmod go-w');
      return writable.length > 0
        ? writable
        : openTo(config.storage.directories.media, OTHERS, 'warning', 'chmod 700');
    },
  },
];

/** Tells that a file or folder, if it is there, is open to others by a bit of `bits`. Windows has no such modes. */
async function openTo(
  path: string,
  bits: number,
  level: Problem['level'],
  command: string,
): Promise<Problem[]> {
  const found = process.platform === 'win32' ? undefined : await stat(path).catch(() => undefined);
  if (!found || (found.mode & bits) === 0) return [];
  const mode = (found.mode & 0o777).toString(8);
  return [
    {
      level,
      message: `Other users of this machine get at ${path} (mode ${mode}).`,
      hint: `${command} ${path}`,
    },
  ];
}
