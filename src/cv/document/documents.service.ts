import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { NotFoundError } from '../../core/http/app-error.js';
import { type CvDocument, profileEntry } from './cv-document.js';
import { CvEntry } from './cv-entry.entity.js';
import { CvSection } from './cv-section.entity.js';
import { CvVersion, type VersionOrigin } from './cv-version.entity.js';
import { Cv } from './cv.entity.js';
import { entryColumns } from './document-rows.js';

export interface NewCv {
  ownerId: number;
  /** What to call it when the document names nobody. */
  fallbackTitle: string;
  document: CvDocument;
  parserVersion: string;
  sourceFileId: number;
}

/** CVs as rows: the current sections and entries, and every version as a whole. */
@Injectable()
export class DocumentsService {
  constructor(private readonly transactions: Transactions) {}

  /** Stores a document as a new CV with version 1. */
  create({ ownerId, fallbackTitle, document, parserVersion, sourceFileId }: NewCv): Promise<Cv> {
    return this.transactions.run(async () => {
      const title = profileEntry(document).title || fallbackTitle;
      const { language } = document;
      const cv = await this.transactions.insert(Cv, {
        ownerId,
        title,
        language,
        sourceFileId,
        currentVersion: 1,
      });
      await this.insertVersion(cv.id, 1, 'upload', document, parserVersion);
      await this.insertParts(cv.id, document);
      return cv;
    });
  }

  /** The person's own CV. @throws NotFoundError when it is missing or somebody else's. */
  async find(id: number, ownerId: number): Promise<Cv> {
    const cv = await this.transactions.repository(Cv).findOneBy({ id, ownerId });
    if (!cv) throw new NotFoundError();
    return cv;
  }

  /** The version that the CV's sections and entries show. */
  currentVersion(cv: Pick<Cv, 'id' | 'currentVersion'>): Promise<CvVersion> {
    return this.transactions
      .repository(CvVersion)
      .findOneByOrFail({ cvId: cv.id, number: cv.currentVersion });
  }

  version(id: number): Promise<CvVersion> {
    return this.transactions.repository(CvVersion).findOneByOrFail({ id });
  }

  /** Adds a version without making it the current one: whether to take it over is the person's decision. */
  addVersion(cvId: number, origin: VersionOrigin, document: CvDocument): Promise<CvVersion> {
    return this.transactions.run(async () => {
      await this.transactions
        .repository(Cv)
        .findOneOrFail({ where: { id: cvId }, lock: { mode: 'pessimistic_write' } });
      const last = await this.transactions.repository(CvVersion).maximum('number', { cvId });
      return this.insertVersion(cvId, (last ?? 0) + 1, origin, document, null);
    });
  }

  private insertVersion(
    cvId: number,
    number: number,
    origin: VersionOrigin,
    document: CvDocument,
    parserVersion: string | null,
  ): Promise<CvVersion> {
    return this.transactions.insert(CvVersion, { cvId, number, origin, document, parserVersion });
  }

  private async insertParts(cvId: number, { sections }: CvDocument): Promise<void> {
    const rows = await this.transactions.insertAll(
      CvSection,
      sections.map(({ kind, title }, position) => ({ cvId, kind, title, position })),
    );
    await this.transactions.insertAll(
      CvEntry,
      sections.flatMap(({ entries }, index) =>
        entries.map((entry, position) => ({ ...entryColumns(entry), sectionId: rows[index]?.id, position })),
      ),
    );
  }
}
