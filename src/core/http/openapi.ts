import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { stringify } from 'yaml';
import { describeLimits } from '../limits/openapi-limits.js';
import { LimitProblemAnswer } from '../limits/limit-problem.answer.js';
import { describeProblems } from './openapi-problems.js';
import { ProblemAnswer } from './problem-answer.js';

const DESCRIPTION = `Upload a CV, say which job you want, get back a better CV and a report on how it matches.

**Errors** are RFC 9457 problem details (\`application/problem+json\`) with a stable \`code\`, named with each answer.
A trailing slash is optional everywhere, unknown fields and parameters are refused by name.

**Lists** come in pages: \`?page=&page_size=\` with a count, or \`?cursor=\` for any length without one.

**Limits** are told by the \`RateLimit-*\` headers of each answer: of your address, and of your plan per minute and per
hour, whichever is nearer. Beyond it a 429 says with \`Retry-After\` when to come again.

**Writing** an object that others may have changed: send its \`ETag\` as \`If-Match\`. **Sending a POST again** is safe
with an \`Idempotency-Key\`.`;

/** The OpenAPI document, made from the code. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('CV Improver')
    .setDescription(DESCRIPTION)
    .setVersion('0.1.0')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth()
    .build();
  const extraModels = [ProblemAnswer, LimitProblemAnswer];
  const document = SwaggerModule.createDocument(app, outline, { extraModels });
  return describeLimits(describeProblems(document));
}

/** Serves the document at `/schema` (YAML by `?format=yaml`) and Swagger UI at `/docs`. */
export function serveOpenApi(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  const documentOnce = (): OpenAPIObject => (document ??= openApiDocument(app));
  SwaggerModule.setup('docs', app, documentOnce, { customSiteTitle: 'CV Improver API', raw: false });
  app.getHttpAdapter().get('/schema', (request: FastifyRequest, reply: FastifyReply) => {
    if ((request.query as { format?: string }).format === 'yaml')
      return reply.type('application/yaml').send(stringify(documentOnce(), { aliasDuplicateObjects: false }));
    return reply.send(documentOnce());
  });
}
