import { readdirSync, readFileSync } from 'node:fs';
import type { Skill, SkillKind, SkillSurface } from './skill.js';

/** Shape of a file in `data/`; its README says what the members mean. */
interface SkillFile {
  kind: SkillKind;
  cased?: string[];
  contextual?: string[];
  broad?: string[];
  skills: Record<string, string[]>;
}

const DIRECTORY = new URL('./data/', import.meta.url);

/**
 * Reads every surface of every skill, in the order of file names.
 * The `onet-*.json` files derive from the O*NET Technology Skills file by USDOL/ETA, CC BY 4.0 (see data/README.md).
 */
export function readSkillSurfaces(): SkillSurface[] {
  const names = readdirSync(DIRECTORY)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return names.flatMap((name) => surfacesOf(JSON.parse(readFileSync(new URL(name, DIRECTORY), 'utf8'))));
}

function surfacesOf(file: SkillFile): SkillSurface[] {
  const cased = new Set(file.cased);
  const contextual = new Set(file.contextual);
  const broad = new Set(file.broad);
  return Object.entries(file.skills).flatMap(([name, aliases]) => {
    const skill: Skill = { name, kind: file.kind };
    return [name, ...aliases].map((text): SkillSurface => ({
      text,
      skill,
      reading: contextual.has(text) ? 'contextual' : cased.has(text) ? 'cased' : 'free',
      broad: broad.has(text),
    }));
  });
}
