import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { roomNames } from './room-names.js';
import { roomFiles } from './room-templates.js';
import { refuseTaken } from './taken-names.js';

const CHECKOUT = {
  'src/cv/cv.entity.ts': 'export class Cv {}\n',
  'src/core/jobs/job.ts': 'export abstract class Job {}\n',
  'src/core/letters.controller.ts': `@Controller('letters/sent')\nexport class SentController {}\n`,
  'migrations/catalogue.snapshot.txt': 'column cv.id bigint\ncolumn stored_file.id bigint\n',
  'migrations/notes/1-create-note.ts': '',
  'test/plans.e2e-spec.ts': '',
};

describe('refuseTaken', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'taken-names-'));
    for (const [path, text] of Object.entries(CHECKOUT)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  const check = async (room: string, singular?: string) => {
    const names = roomNames(room, singular);
    return refuseTaken(root, names, await roomFiles(names, 1));
  };

  it('takes a name that nothing else has', async () => {
    await expect(check('courses')).resolves.toBeUndefined();
  });

  it.each([
    ['cv', 'curriculum', 'src/cv exists already'],
    ['notes', undefined, 'migrations/notes exists already'],
    ['plans', undefined, 'test/plans.e2e-spec.ts exists already'],
    ['cvs', undefined, 'there is a table "cv" already'],
    ['stored-files', undefined, 'there is a table "stored_file" already'],
    ['jobs', undefined, 'src/core/jobs/job.ts has a class Job already'],
    ['letters', undefined, 'src/core/letters.controller.ts serves /letters already'],
    ['modules', undefined, 'the room would hide the Module that it needs itself'],
  ])('refuses %s (%s): %s', async (room, singular, message) => {
    await expect(check(room, singular)).rejects.toThrow(message);
  });
});
