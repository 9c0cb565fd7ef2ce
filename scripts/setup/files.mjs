import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/** All files under a folder of the project, as paths from the project's root with forward slashes, sorted. */
export function filesUnder(folder) {
  const found = [];
  const visit = (path) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const child = `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(child);
      else found.push(child);
    }
  };
  try {
    visit(folder);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return found.sort();
}
