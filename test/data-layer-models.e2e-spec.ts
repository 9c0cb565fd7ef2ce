import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Check, Column, DataSource, Entity, Index, ManyToOne, type Relation } from 'typeorm';
import { EditableEntity, IdentityEntity } from '../src/core/database/base.entity.js';
import { databaseOptions } from '../src/core/database/database-options.js';
import { isSecret, Secret } from '../src/core/database/secret.decorator.js';
import { Transactions } from '../src/core/database/transactions.service.js';
import { createEmptyDatabase, type TestDatabase } from './support/postgres.js';

@Entity()
class Cv extends IdentityEntity {
  @Column({ type: 'citext', unique: true })
  title: string;

  @Secret()
  @Column({ type: 'text', default: '' })
  signature: string;
}

/** Every line of the table of models, in one entity. */
@Entity()
@Check('ck_review_status', "status IN ('open', 'done')")
@Index('uq_review_cv_id_open', ['cvId'], { unique: true, where: "status = 'open'" })
@Index('ix_review_search', { synchronize: false })
class Review extends EditableEntity {
  @ManyToOne(() => Cv, { onDelete: 'CASCADE' })
  cv?: Relation<Cv>;

  @Index()
  @Column({ type: 'bigint' })
  cvId: number;

  @Column({ type: 'text' })
  status: string;
}

let database: TestDatabase;
let source: DataSource;
let transactions: Transactions;
let titles = 0;

beforeAll(async () => {
  database = await createEmptyDatabase();
  const options = databaseOptions(database.url, 'request');
  source = await new DataSource({ ...options, entities: [Cv, Review], migrations: [] }).initialize();
  await source.query('CREATE EXTENSION citext; CREATE EXTENSION pg_trgm');
  await source.synchronize();
  await source.query('CREATE INDEX ix_review_search ON review USING gin (status gin_trgm_ops)');
  transactions = new Transactions(source);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const cv = () => transactions.insert(Cv, { title: `Title ${(titles += 1)}` });
const review = (of: Cv, status: string) => transactions.insert(Review, { cvId: of.id, status });

describe('models', () => {
  it('models.Model with id', async () => {
    expect(await cv()).toBeInstanceOf(IdentityEntity);
    expect((await cv()).id).toEqual(expect.any(Number));
  });

  it('created_at, updated_at, a version', async () => {
    const made = await review(await cv(), 'open');
    expect(made).toBeInstanceOf(EditableEntity);
    expect(made).toMatchObject({ createdAt: expect.any(Date), updatedAt: expect.any(Date), version: 1 });
    const seen = { where: { id: made.id }, version: 1 };
    expect(await transactions.update(Review, { ...seen, set: { status: 'done' } })).toBe(2);
  });

  it('CharField(choices=…)', async () => {
    await expect(review(await cv(), 'lost')).rejects.toThrow('"ck_review_status"');
  });

  it('unique=True without regard to case', async () => {
    await transactions.insert(Cv, { title: 'Baker' });
    await expect(transactions.insert(Cv, { title: 'BAKER' })).rejects.toThrow('"uq_cv_title"');
  });

  it('UniqueConstraint(condition=…)', async () => {
    const of = await cv();
    for (const status of ['done', 'done', 'open']) await review(of, status);
    await expect(review(of, 'open')).rejects.toThrow('"uq_review_cv_id_open"');
  });

  it('ForeignKey(on_delete=CASCADE)', async () => {
    const of = await cv();
    const { id } = await review(of, 'open');
    await transactions.repository(Cv).delete(of.id);
    expect(await transactions.repository(Review).existsBy({ id })).toBe(false);
    const indexes = `SELECT FROM pg_indexes WHERE indexname = 'ix_review_cv_id'`;
    expect(await transactions.sql(indexes)).toHaveLength(1);
  });

  it('GinIndex(opclasses=["gin_trgm_ops"])', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries).toEqual([]);
  });

  it('SECRET fields kept out of the admin', () => {
    expect(isSecret(Cv, 'signature')).toBe(true);
    expect(isSecret(Cv, 'title')).toBe(false);
  });
});
