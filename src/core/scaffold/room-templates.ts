import { readFile } from 'node:fs/promises';
import { migrationClassName } from '../database/migration-file.js';
import type { RoomNames } from './room-names.js';

/** Where each template's text goes; the same names in braces stand in paths and texts. */
const TARGETS: Record<string, string> = {
  'entity.ts.tpl': 'src/{room}/{file}.entity.ts',
  'dto.ts.tpl': 'src/{room}/{file}.dto.ts',
  'list.ts.tpl': 'src/{room}/{file}.list.ts',
  'service.ts.tpl': 'src/{room}/{room}.service.ts',
  'service.spec.ts.tpl': 'src/{room}/{room}.service.spec.ts',
  'controller.ts.tpl': 'src/{room}/{room}.controller.ts',
  'admin.ts.tpl': 'src/{room}/{file}.admin.ts',
  'module.ts.tpl': 'src/{room}/{room}.module.ts',
  'migration.ts.tpl': 'migrations/{room}/{timestamp}-create-{file}.ts',
  'e2e-spec.ts.tpl': 'test/{room}.e2e-spec.ts',
};

/** The files of a new room. @returns their texts by path, not laid out yet. */
export async function roomFiles(names: RoomNames, timestamp: number): Promise<Map<string, string>> {
  const values = valuesOf(names, timestamp);
  const files = new Map<string, string>();
  for (const [template, target] of Object.entries(TARGETS))
    files.set(
      target.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] as string),
      await filled(template, values),
    );
  return files;
}

/** What the room's table adds to the snapshot of the catalogue. */
export function roomCatalogue(names: RoomNames, timestamp: number): Promise<string> {
  return filled('catalogue.txt.tpl', valuesOf(names, timestamp));
}

function valuesOf(names: RoomNames, timestamp: number): Record<string, string> {
  return {
    ...names,
    AOne: capital(names.aOne),
    Many: capital(names.many),
    ROOMS: names.room.replaceAll('-', '_').toUpperCase(),
    timestamp: String(timestamp),
    Migration: migrationClassName(`create-${names.file}`, timestamp),
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `{{name}}` stands for a value; one that is not known is a mistake in the template. */
async function filled(template: string, values: Record<string, string>): Promise<string> {
  const text = await readFile(new URL(`templates/${template}`, import.meta.url), 'utf8');
  return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${template} asks for an unknown {{${name}}}`);
    return value;
  });
}
