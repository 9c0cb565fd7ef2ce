import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = {
  cv: ['title'],
  cv_section: ['title'],
  cv_entry: ['title', 'organisation'],
  questionnaire: ['position'],
};

/** Trigrams for what the admin searches with `CAST(column AS text) ILIKE '%…%'`. */
export class IndexCvSearch1763640250000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS)) {
      const trigrams = columns.map((column) => `"${column}" gin_trgm_ops`).join(', ');
      await runner.query(`CREATE INDEX "ix_${table}_search" ON "${table}" USING gin (${trigrams})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(COLUMNS)) await runner.query(`DROP INDEX "ix_${table}_search"`);
  }
}
