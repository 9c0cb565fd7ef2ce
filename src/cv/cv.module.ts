import { Module } from '@nestjs/common';
import { AdminModule } from '../admin/admin.module.js';
import { AiResponseEndings } from './ai-responses/ai-response-endings.service.js';
import { AiResponsePdfService } from './ai-responses/ai-response-pdf.service.js';
import { AiResponseWaiter } from './ai-responses/ai-response-waiter.service.js';
import { AiResponsesController } from './ai-responses/ai-responses.controller.js';
import { AiResponsesService } from './ai-responses/ai-responses.service.js';
import { DeleteOldAiResponsesJob } from './ai-responses/jobs/delete-old-ai-responses.job.js';
import { GiveUpAiResponsesJob } from './ai-responses/jobs/give-up-ai-responses.job.js';
import { ImproveCvJob } from './ai-responses/jobs/improve-cv.job.js';
import { OldAiResponses } from './ai-responses/old-ai-responses.service.js';
import { CV_ADMINS } from './cv.admin.js';
import { DocumentsService } from './document/documents.service.js';
import { Improver } from './improver/improver.js';
import { BackgroundImprover } from './improver/local/background-improver.js';
import { MatchReportsController } from './match-reports/match-reports.controller.js';
import { MatchReportsService } from './match-reports/match-reports.service.js';
import { CvParser } from './parser/cv-parser.service.js';
import { ExtractionPool } from './parser/extraction/extraction-pool.js';
import { QuestionnairesController } from './questionnaires/questionnaires.controller.js';
import { QuestionnairesService } from './questionnaires/questionnaires.service.js';
import { ResumeUploads } from './questionnaires/resume-uploads.service.js';
import { CvRenderer } from './renderer/cv-renderer.service.js';

/** The main job: CVs in, better CVs and match reports out. */
@Module({
  imports: [AdminModule.forFeature({ group: 'CV', icon: 'FileText', admins: CV_ADMINS })],
  controllers: [AiResponsesController, MatchReportsController, QuestionnairesController],
  providers: [
    { provide: Improver, useClass: BackgroundImprover },
    AiResponseEndings,
    AiResponsePdfService,
    AiResponsesService,
    AiResponseWaiter,
    CvParser,
    CvRenderer,
    DeleteOldAiResponsesJob,
    DocumentsService,
    ExtractionPool,
    GiveUpAiResponsesJob,
    ImproveCvJob,
    MatchReportsService,
    OldAiResponses,
    QuestionnairesService,
    ResumeUploads,
  ],
})
export class CvModule {}
