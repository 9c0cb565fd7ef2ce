import { acceptContextual, type Candidate } from './skill-context.js';
import { readSkillSurfaces } from './skill-data.js';
import type { SkillMatch, SkillSurface } from './skill.js';
import { PhraseTrie } from './phrase-trie.js';
import { tokenize, type Token } from './tokens.js';

/** Where a text stands: an element of a list of skills needs no further context. */
export interface FindOptions {
  skillList?: boolean;
}

/** Finds skills in a text by the longest match over a dictionary of names and aliases. */
export class SkillDictionary {
  private static shared: SkillDictionary | undefined;
  private readonly trie = new PhraseTrie<SkillSurface>();

  constructor(readonly surfaces: readonly SkillSurface[]) {
    for (const surface of surfaces) this.trie.add(surface.text, surface);
  }

  /** The dictionary of `data/`, read once per process. */
  static standard(): SkillDictionary {
    return (this.shared ??= new SkillDictionary(readSkillSurfaces()));
  }

  /** All skills of a text from left to right, without overlap. Everyday words count only beside other skills. */
  find(text: string, options: FindOptions = {}): SkillMatch[] {
    const tokens = tokenize(text);
    const candidates: Candidate[] = [];
    for (let i = 0; i < tokens.length;) {
      const candidate = this.candidateAt(text, tokens, i, options.skillList ?? false);
      if (candidate) candidates.push(candidate);
      i += candidate ? candidate.tokens : 1;
    }
    return acceptContextual(text, candidates, options.skillList ?? false);
  }

  private candidateAt(
    text: string,
    tokens: Token[],
    from: number,
    skillList: boolean,
  ): Candidate | undefined {
    for (const hit of this.trie.hits(tokens, from)) {
      const start = tokens[from]!.start;
      const end = tokens[from + hit.length - 1]!.end;
      const slice = text.slice(start, end);
      // An element that is nothing but the skill needs no capital to be believed.
      const whole = skillList && hit.length === tokens.length;
      const readable = hit.values.filter((value) => whole || readsAs(value, slice));
      const weak = readable.length === 0;
      const values = weak ? hit.values.filter((value) => readsWeakly(value, slice)) : readable;
      // SSR and SSRS share a place, because plurals do: the literal spelling wins.
      const surface = values.find((value) => value.text.toLowerCase() === slice.toLowerCase()) ?? values[0];
      if (surface)
        return { skill: surface.skill, surface, start, end, text: slice, tokens: hit.length, weak };
    }
    return undefined;
  }
}

// One- and two-letter names are words in other languages as well: they need their own case (`IT`, `ML`).
function readsAs(surface: SkillSurface, slice: string): boolean {
  const strict = surface.reading !== 'free' || surface.text.length <= 2;
  return !strict || slice === surface.text || slice === `${surface.text}s`;
}

function readsWeakly(surface: SkillSurface, slice: string): boolean {
  return surface.reading === 'cased' && slice.length > 2 && slice === surface.text.toLowerCase();
}
