import { type CopyValue, textArray } from '../../core/data/copy/copy-text.js';
import { DemoRandom } from '../../core/data/demo/demo-random.js';
import type { DemoRun } from '../../core/data/demo/demo-run.js';
import type { DemoPeople, DemoPerson } from '../../users/demo/demo-people.js';
import type { CvEntry } from '../document/cv-document.js';
import { entryColumns } from '../document/document-rows.js';
import { VARIANTS } from './demo-document.js';
import type { DemoPool } from './demo-pool.js';
import { STAND_IN } from './demo-template.js';
import { DemoTemplate } from './demo-template.js';

export interface DemoCv {
  id: number;
  /** The first version; improvements add more. */
  versionId: number;
  owner: DemoPerson;
  /** Which document of the pool it is. */
  variant: number;
  createdAt: Date;
}

const CV_COLUMNS = [
  ...['id', 'owner_id', 'title', 'language', 'current_version', 'created_at', 'updated_at', 'version'],
];
const VERSION_COLUMNS = ['id', 'cv_id', 'number', 'origin', 'document', 'parser_version', 'created_at'];
const SECTION_COLUMNS = ['id', 'cv_id', 'position', 'kind', 'title'];
const ENTRY_COLUMNS = [
  ...['id', 'section_id', 'position', 'title', 'organisation', 'location', 'start_value', 'start_precision'],
  ...['start_raw', 'end_value', 'end_precision', 'end_raw', 'body', 'bullets', 'data'],
];

/** CVs as rows. They came without a file: a stored file would promise bytes that no storage has. */
export class DemoCvs {
  private firstId: number;
  private firstVersionId: number;

  private constructor(
    private readonly run: DemoRun,
    private readonly pool: DemoPool,
    private readonly people: DemoPeople,
    readonly count: number,
  ) {}

  static async seed(run: DemoRun, pool: DemoPool, people: DemoPeople, count: number): Promise<DemoCvs> {
    const cvs = new DemoCvs(run, pool, people, count);
    cvs.firstId = await run.reserve('cv', count);
    cvs.firstVersionId = await run.reserve('cv_version', count);
    await run.write('cv', CV_COLUMNS, cvs.rows());
    await run.write('cv_version', VERSION_COLUMNS, cvs.versions());
    await cvs.seedParts();
    return cvs;
  }

  /** The CV with this number, from 0; made anew at each call. People own them in turn. */
  cv(index: number): DemoCv {
    const random = new DemoRandom(this.run.seed, 'cv', index);
    const owner = this.people.person(index % this.people.count);
    return {
      id: this.firstId + index,
      versionId: this.firstVersionId + index,
      owner,
      variant: random.below(VARIANTS),
      createdAt: this.run.between(owner.dateJoined, this.run.asOf, random.next() ** 3),
    };
  }

  /** One of a person's CVs, or null where they have none. @param person their number, from 0. */
  numberOf(person: number, random: DemoRandom): number | null {
    const owned = Math.ceil((this.count - person) / this.people.count);
    return owned > 0 ? person + random.below(owned) * this.people.count : null;
  }

  /** Adds versions that improvements made. */
  async addVersions(
    rows: Iterable<{ id: number; cv: DemoCv; number: number; document: string; at: Date }>,
  ): Promise<void> {
    await this.run.write('cv_version', VERSION_COLUMNS, improvedVersions(rows));
  }

  private *all(): Generator<DemoCv> {
    for (let index = 0; index < this.count; index += 1) yield this.cv(index);
  }

  private *rows(): Generator<CopyValue[]> {
    for (const { id, owner, createdAt } of this.all()) {
      const at = createdAt.toISOString();
      yield [id, owner.id, `${owner.firstName} ${owner.lastName}`, 'en', 1, at, at, 1];
    }
  }

  private *versions(): Generator<CopyValue[]> {
    for (const { id, versionId, owner, variant, createdAt } of this.all()) {
      const document = this.pool.document(variant).json.for(owner);
      yield [versionId, id, 1, 'import', document, null, createdAt.toISOString()];
    }
  }

  private async seedParts(): Promise<void> {
    let sections = 0;
    let entries = 0;
    for (const { variant } of this.all()) {
      const document = this.pool.document(variant).document;
      sections += document.sections.length;
      entries += document.sections.reduce((sum, section) => sum + section.entries.length, 0);
    }
    const firstSection = await this.run.reserve('cv_section', sections);
    const firstEntry = await this.run.reserve('cv_entry', entries);
    await this.run.write('cv_section', SECTION_COLUMNS, this.sections(firstSection));
    await this.run.write('cv_entry', ENTRY_COLUMNS, this.entries(firstSection, firstEntry));
  }

  private *sections(firstId: number): Generator<CopyValue[]> {
    let id = firstId;
    for (const cv of this.all()) {
      for (const [position, { kind, title }] of this.pool.document(cv.variant).document.sections.entries())
        yield [id++, cv.id, position, kind, title];
    }
  }

  private *entries(firstSection: number, firstId: number): Generator<CopyValue[]> {
    let sectionId = firstSection;
    let id = firstId;
    const values = new Map<CvEntry, CopyValue[]>();
    for (const cv of this.all()) {
      for (const { entries } of this.pool.document(cv.variant).document.sections) {
        for (const [position, entry] of entries.entries()) {
          let row = values.get(entry);
          if (!row) values.set(entry, (row = entryValues(entry)));
          yield [
            id++,
            sectionId,
            position,
            ...(entry.title === STAND_IN.name ? personal(row, cv.owner) : row),
          ];
        }
        sectionId += 1;
      }
    }
  }
}

function* improvedVersions(
  rows: Iterable<{ id: number; cv: DemoCv; number: number; document: string; at: Date }>,
): Generator<CopyValue[]> {
  for (const { id, cv, number, document, at } of rows)
    yield [id, cv.id, number, 'improve', document, null, at.toISOString()];
}

function entryValues(entry: CvEntry): CopyValue[] {
  const row = entryColumns(entry);
  return [
    ...[row.title, row.organisation, row.location, row.startValue, row.startPrecision, row.startRaw],
    ...[
      row.endValue,
      row.endPrecision,
      row.endRaw,
      row.body,
      textArray(row.bullets),
      JSON.stringify(row.data),
    ],
  ];
}

const personal = (row: CopyValue[], owner: DemoPerson): CopyValue[] =>
  row.map((value) => (typeof value === 'string' ? new DemoTemplate(value).for(owner) : value));
