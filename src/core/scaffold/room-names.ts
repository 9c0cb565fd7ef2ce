import { UsageError } from '../cli/usage-error.js';
import { JAVASCRIPT_WORDS, SQL_WORDS, TAKEN_ADDRESSES } from './reserved-names.js';

/** Every form of a room's name that its files need, here of `study-plans`. */
export interface RoomNames {
  /** Folder, address and prefix of file names: `study-plans`. */
  room: string;
  /** `studyPlans` */
  rooms: string;
  /** `StudyPlans`; also the section of the admin. */
  Rooms: string;
  /** Prefix of the files that hold one: `study-plan`. */
  file: string;
  /** `StudyPlan` */
  Entity: string;
  /** `study_plan` */
  table: string;
  /** `study plan` */
  one: string;
  /** `a study plan` */
  aOne: string;
  /** `study plans` */
  many: string;
}

const KEBAB = /^[a-z]+(-[a-z]+)*$/;

/** Constraint and index names made of the table's must stay within PostgreSQL's 63 characters. */
const MAX_LENGTH = 32;

/**
 * The names of a room from its plural; its singular only where the rules of English do not tell it for certain.
 * @throws UsageError for what cannot be a room, with what to do.
 */
export function roomNames(room: string, singular?: string): RoomNames {
  const file = singular ?? singularOf(requireKebab(room, 'a room is named like study-plans'));
  requireKebab(file, 'an entity is named like study-plan');
  if (file === room)
    throw new UsageError(`"${room}" is both the room and its entity; name the room in the plural`);
  const names = {
    room,
    rooms: camel(room),
    Rooms: pascal(room),
    file,
    Entity: pascal(file),
    table: file.replaceAll('-', '_'),
    one: file.replaceAll('-', ' '),
    aOne: `${/^[aeiou]/.test(file) ? 'an' : 'a'} ${file.replaceAll('-', ' ')}`,
    many: room.replaceAll('-', ' '),
  };
  refuseReserved(names);
  return names;
}

function requireKebab(name: string, like: string): string {
  if (!KEBAB.test(name)) throw new UsageError(`"${name}" will not do: ${like}, in small letters`);
  if (name.length > MAX_LENGTH) throw new UsageError(`"${name}" is longer than ${MAX_LENGTH} characters`);
  return name;
}

function refuseReserved({ room, rooms, Entity, table }: RoomNames): void {
  const refuse = (what: string): never => {
    throw new UsageError(`"${room}" will not do: ${what}; choose another name`);
  };
  if (SQL_WORDS.has(table)) refuse(`its table "${table}" would be a reserved word of SQL`);
  if (JAVASCRIPT_WORDS.has(rooms)) refuse('it is a reserved word of JavaScript');
  if (Entity in globalThis) refuse(`its entity ${Entity} would hide JavaScript's own ${Entity}`);
  if (TAKEN_ADDRESSES.has(room)) refuse(`/${room} is an address of the platform`);
}

/** Endings that more than one rule claims (movies and companies, caches and branches), in words where one is certain. */
const CERTAIN: [RegExp, string][] = [
  [/(it|iet|anc|enc|olic|olog|egor|istor|ibrar|mmar|ompan|quer|opert|eliver|aller)ies$/, '$1y'],
  [/(ress|lass|siness|cess|boss|loss|sh|(?:bran|[eiu]n|ear|ee|oa|t)ch|box|tax|dex|fix)es$/, '$1'],
  [
    /((?:a|ie|oi|oti|an|en|or|our|ffi|pri|vi)c|(?:hra|taba|ea|ca|cha|cau|hou|lea|cour|po|pon|cen|pen)s)es$/,
    '$1e',
  ],
  [/((?:ti|chi|er|ur|mo)ve|[aeiou]ze|idea|area|schema|quota|video|photo)s$/, '$1'],
];
const UNCERTAIN = /(i|c|ch|s|v|x|z|o)es$|[aious]s$|(^|-)(news|lens)$/;

function singularOf(room: string): string {
  const rule = CERTAIN.find(([ending]) => ending.test(room));
  if (rule) return room.replace(...rule);
  if (room.endsWith('s') && !UNCERTAIN.test(room)) return room.slice(0, -1);
  throw new UsageError(
    `"${room}" is no plural I am sure of: say what one of them is called, with --entity <singular>`,
  );
}

const pascal = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const camel = (name: string): string => pascal(name).replace(/^./, (letter) => letter.toLowerCase());
