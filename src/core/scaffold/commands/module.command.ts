import type { Command } from 'commander';
import { projectRoot } from '../../config/project-root.js';
import { newRoom } from '../new-room.js';
import { roomNames } from '../room-names.js';

/** Adds `module:new`. */
export function addModuleCommands(program: Command): void {
  program
    .command('module:new <room>')
    .description(
      'write a new room, named in the plural: entity, migration, REST resource, admin page and tests',
    )
    .option('--entity <singular>', 'what one of them is called, where English is irregular: --entity person')
    .action(create);
}

async function create(room: string, { entity }: { entity?: string }): Promise<void> {
  const names = roomNames(room, entity);
  const { created, changed } = await newRoom(projectRoot(), names);
  for (const path of created) console.log(`wrote ${path}`);
  for (const path of changed) console.log(`changed ${path}`);
  console.log(
    `\n${names.Entity} has a name and a description so far. npm run migration:run makes its table;`,
  );
  console.log(`npm start serves /${room} and the admin page, and npm test -- ${room} tests both.`);
}
