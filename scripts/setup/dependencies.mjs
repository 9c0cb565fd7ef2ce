import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { underSetupLock } from './lock.mjs';
import { npm, report, root, SetupError } from './project.mjs';

const stamp = join(root, 'node_modules', '.cv-improver-stamp');

/** Installs what package-lock.json asks for, only if something else (or nothing, or half of it) is installed. */
export async function ensureDependencies() {
  if (isFresh()) return;
  await underSetupLock(async () => {
    if (isFresh()) return;
    if (!isInstalled()) await install();
    mark();
  });
}

async function install() {
  report('Installing dependencies (first time, about a minute)…');
  const started = Date.now();
  const code = await npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (code !== 0)
    throw new SetupError('npm ci failed; its messages are above. Run the same command again afterwards.');
  report(`Dependencies installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

const fingerprint = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');

function isFresh() {
  try {
    return readFileSync(stamp, 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

/**
 * Whether node_modules holds everything of package-lock.json, by npm's own record, which it writes last: without
 * it an install was cut off. So a developer's `npm install` needs no second one from us.
 */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(
      readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8'),
    ).packages;
    return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
      if (path === '' || optional || devOptional) return true; // other platforms' binaries are rightly absent
      return present[path]?.version === version && present[path]?.integrity === integrity;
    });
  } catch {
    return false;
  }
}

function mark() {
  try {
    writeFileSync(stamp, fingerprint());
  } catch {
    // a project folder that is not ours to write: the check is repeated next time
  }
}
