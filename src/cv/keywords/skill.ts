/** What sort of thing a skill is; only some of them are proper names. */
export type SkillKind = 'tool' | 'method' | 'soft' | 'certificate' | 'language';

/** A skill with the name it is best known by. */
export interface Skill {
  name: string;
  kind: SkillKind;
}

/** One spelling of a skill, and how strictly it must be read. */
export interface SkillSurface {
  text: string;
  skill: Skill;
  /** `free`: any case; `cased`: exactly this case; `contextual`: exactly this case beside other skills. */
  reading: 'free' | 'cased' | 'contextual';
  /** True where the surface counts for the skill but does not mean quite the same. */
  broad: boolean;
}

/** A skill found in a text; `start` and `end` are offsets in UTF-16 units, `text` the slice between them. */
export interface SkillMatch {
  skill: Skill;
  surface: SkillSurface;
  start: number;
  end: number;
  text: string;
}
