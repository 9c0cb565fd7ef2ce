/** `error`: it will not work, or not safely; `warning`: somebody should decide; `info`: worth knowing. */
export const CHECK_LEVELS = ['error', 'warning', 'info'] as const;
export type CheckLevel = (typeof CHECK_LEVELS)[number];

/** What a check found wrong. */
export interface Problem {
  level: CheckLevel;
  /** One sentence with the value that was found; secrets are not named. */
  message: string;
  /** What to do about it. */
  hint: string;
}

/** A problem with the id of the check that found it, for scripts to go by. */
export interface Finding extends Problem {
  id: string;
}

/** One thing that `check` looks at, on what it needs to look. */
export interface Check<Subject> {
  /** `<area>.<what>`; stable, since scripts and runbooks name it. */
  id: string;
  /** Only `check --deploy` asks: elsewhere the answer does not matter. */
  deploy?: true;
  /** @returns nothing when all is well. */
  find(subject: Subject): Promise<Problem[]> | Problem[];
}

export const error = (message: string, hint: string): Problem => ({ level: 'error', message, hint });
export const warning = (message: string, hint: string): Problem => ({ level: 'warning', message, hint });
export const info = (message: string, hint: string): Problem => ({ level: 'info', message, hint });
