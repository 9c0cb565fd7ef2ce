import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { stringify } from 'yaml';

/** The OpenAPI document, made from the code. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('CV Improver')
    .setDescription(
      'Upload a CV, say which job you want, get back a better CV and a report on how it matches. ' +
        'Errors are RFC 9457 problem details with a stable `code`. A trailing slash is optional everywhere.',
    )
    .setVersion('0.1.0')
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, outline);
}

/** Serves the document at `/schema` (YAML by `?format=yaml`) and Swagger UI at `/docs`. */
export function serveOpenApi(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  const documentOnce = (): OpenAPIObject => (document ??= openApiDocument(app));
  SwaggerModule.setup('docs', app, documentOnce, { customSiteTitle: 'CV Improver API', raw: false });
  app.getHttpAdapter().get('/schema', (request: FastifyRequest, reply: FastifyReply) => {
    if ((request.query as { format?: string }).format === 'yaml')
      return reply.type('application/yaml').send(stringify(documentOnce()));
    return reply.send(documentOnce());
  });
}
