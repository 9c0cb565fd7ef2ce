import { SetupError } from './project.mjs';

const MINIMUM = [20, 19];

/** Refuses a Node that is too old, before anything fails in a way nobody understands. */
export function ensureNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  throw new SetupError(
    `CV Improver needs Node ${MINIMUM.join('.')} or newer; this is ${version}. Install it from https://nodejs.org.`,
  );
}
