import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiNotModifiedResponse, ApiPreconditionFailedResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

/** An answer that says which version of the object it shows. */
export interface VersionedAnswer {
  version: number;
}

/** Gives the answer of a single object its `ETag`, for the client to send back in `If-Match`. */
export function withEtag<Answer extends VersionedAnswer>(reply: FastifyReply, answer: Answer): Answer {
  void reply.header('etag', `"${answer.version}"`);
  return answer;
}

/**
 * Gives an answer that nobody writes an `ETag` made from its content; who has that content already (`If-None-Match`)
 * gets 304 and no body.
 */
export function withContentEtag<Answer extends object>(
  reply: FastifyReply,
  answer: Answer,
): Answer | undefined {
  const tag = contentTag(answer);
  void reply.header('etag', tag);
  if (!reply.request.headers['if-none-match']?.includes(tag)) return answer;
  void reply.status(304);
  return undefined;
}

/** The `ETag` of an object without a version of its own. */
export function contentTag(answer: object): string {
  return `"${createHash('sha256').update(JSON.stringify(answer)).digest('base64url')}"`;
}

/** The tags a write is meant for; null when any will do. */
export type ExpectedTags = readonly string[] | null;

/** The request's `If-Match` for an object without versions. */
export const IfMatchContent = createParamDecorator(
  (_data: unknown, context: ExecutionContext): ExpectedTags => {
    return expectedTags(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']);
  },
);

/** Weak tags match nothing. */
export function expectedTags(header: string | undefined): ExpectedTags {
  if (header === undefined || header.trim() === '*') return null;
  const tags = [...header.matchAll(/(W\/)?("[^"]*")/g)];
  return tags.flatMap(([, weak, tag]) => (weak === undefined && tag !== undefined ? [tag] : []));
}

/** The versions a write is meant for; null when any will do. */
export type ExpectedVersions = readonly number[] | null;

/** The request's `If-Match` (RFC 9110). A tag that is none of ours, or a weak one, matches no version. */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): ExpectedVersions => {
  return expectedVersions(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']);
});

export function expectedVersions(header: string | undefined): ExpectedVersions {
  const versions = expectedTags(header)?.filter((tag) => /^"\d{1,9}"$/.test(tag));
  return versions?.map((tag) => Number(tag.slice(1, -1))) ?? null;
}

/** Documents the `ETag` of an answer, as `headers` of its response. */
export const ETAG_HEADER = {
  ETag: { description: 'Stands for what the object is now.', schema: { type: 'string' as const } },
};

/** Documents `If-Match` on a write, and its refusal. */
export function ApiIfMatch(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The `ETag` of what you read: the write is refused when it was changed since.',
      schema: { type: 'string' },
    }),
    ApiPreconditionFailedResponse({ description: '`stale_version`: it was changed since you read it.' }),
  );
}

/** Documents `If-None-Match` on the read of an object without versions. */
export function ApiIfNoneMatch(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'The `ETag` of what you have: the answer is empty while it is the same.',
      schema: { type: 'string' },
    }),
    ApiNotModifiedResponse({ description: 'You have it already.' }),
  );
}
