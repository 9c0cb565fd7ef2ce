import { getMetadataStorage } from 'class-validator';
import { Environment } from '../environment.js';

/** One variable as `config:show` tells it. */
export interface ConfigVariable {
  name: string;
  /** What is in force, with secrets masked; null when there is none. */
  value: string | null;
  /** What would be in force if nothing were set; null when there is no default. */
  default: string | null;
  /** Where the value comes from; `generated` is the secret key that an installation makes for itself. */
  source: 'environment' | 'default' | 'generated' | 'unset';
}

/** By the name, so that the next secret variable is masked from its first day. */
const SECRET = /SECRET|PASSWORD|TOKEN|_KEY$/;

const MASK = '********';

/** Every variable the service reads, in the order of `.env.example`, also where the configuration is not usable. */
export function describeConfig(variables: NodeJS.ProcessEnv): ConfigVariable[] {
  const defaults = new Environment() as unknown as Record<string, unknown>;
  return variableNames().map((name) => {
    const set = variables[name] || null;
    const byDefault = defaults[name] === undefined ? null : String(defaults[name]);
    const value = set ?? byDefault;
    return {
      name,
      value: value && masked(name, value),
      default: byDefault,
      source: sourceOf(name, set, byDefault, variables.NODE_ENV),
    };
  });
}

/** Whether a variable says something else than its default would. */
export function differs({ value, default: byDefault }: ConfigVariable): boolean {
  return value !== byDefault;
}

/** The properties that carry a rule, which are all of them: one that does not is not read. */
function variableNames(): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Environment, '', true, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))];
}

function sourceOf(
  name: string,
  set: string | null,
  byDefault: string | null,
  mode: string | undefined,
): ConfigVariable['source'] {
  if (set) return 'environment';
  if (name === 'SECRET_KEY' && mode !== 'production') return 'generated';
  return byDefault === null ? 'unset' : 'default';
}

/** A secret wholly, and the password and the query of an address, which may hold one too. */
function masked(name: string, value: string): string {
  if (SECRET.test(name)) return MASK;
  if (!value.includes('://')) return value;
  if (!URL.canParse(value)) return MASK;
  const url = new URL(value);
  if (url.password) url.password = MASK;
  for (const key of url.searchParams.keys()) if (/password/i.test(key)) url.searchParams.set(key, MASK);
  return url.href;
}
