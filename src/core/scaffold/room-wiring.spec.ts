import { describe, expect, it } from '@jest/globals';
import { roomNames } from './room-names.js';
import { addToSnapshot, WIRINGS } from './room-wiring.js';

const [app, rules] = WIRINGS;
const wire = (wiring: typeof app, text: string, room = 'notes') => wiring?.edit(text, roomNames(room));

const APP = `import { Module } from '@nestjs/common';
import { AdminModule } from './admin/admin.module.js';
import { PlanLimits } from './core/limits/plan-limits.js';
import { UsersModule } from './users/users.module.js';

      imports: [
        UsersModule,
        ...(use === 'request' ? [await AdminModule.forRoot()] : []),
      ],
`;

describe('wiring', () => {
  it('imports the module in the order of addresses and lists it after the rooms there are', () => {
    expect(wire(app, APP)).toBe(
      APP.replace(
        'import { UsersModule }',
        `import { NotesModule } from './notes/notes.module.js';\nimport { UsersModule }`,
      ).replace('        UsersModule,\n', '        UsersModule,\n        NotesModule,\n'),
    );
  });

  it('imports a module last whose address follows all others', () => {
    expect(wire(app, APP, 'wishes')).toContain(
      `'./users/users.module.js';\nimport { WishesModule } from './wishes/wishes.module.js';\n\n`,
    );
  });

  it('lets the room import what every feature may', () => {
    const text = `const ROOMS = {\n  core: [],\n};\n\nmodule.exports = {\n};\n`;
    expect(wire(rules, text)).toBe(
      `const ROOMS = {\n  core: [],\n  'notes': ['users', 'core', 'admin'],\n};\n\nmodule.exports = {\n};\n`,
    );
  });

  it.each(['src/app.module.ts', '.dependency-cruiser.cjs'])('says so when %s is not as it was', (path) => {
    const wiring = WIRINGS.find((candidate) => candidate.path === path);
    expect(() => wire(wiring, 'import x;\n')).toThrow(`${path} has changed beyond what module:new knows`);
  });

  it('keeps the snapshot sorted', () => {
    expect(addToSnapshot('column a.id\nindex a\n', 'index b\ncolumn b.id\n')).toBe(
      'column a.id\ncolumn b.id\nindex a\nindex b\n',
    );
  });
});
