import type { OpenAPIObject } from '@nestjs/swagger';
import { ProblemAnswer } from './problem-answer.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

const PROBLEM = {
  'application/problem+json': { schema: { $ref: `#/components/schemas/${ProblemAnswer.name}` } },
};

/**
 * Adds to every operation the problems that come from what it is rather than from what it does, and gives all problems
 * their content. An operation's own words for a status stay.
 */
export function describeProblems(document: OpenAPIObject): OpenAPIObject {
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const responses = { ...usualProblems(method, operation), ...operation.responses };
      for (const [status, response] of Object.entries(responses)) {
        const isProblem = status === 'default' || Number(status) >= 400;
        if (isProblem && response && !('content' in response)) Object.assign(response, { content: PROBLEM });
      }
      operation.responses = responses;
    }
  }
  return document;
}

function usualProblems(
  method: Method,
  { parameters = [], requestBody, security }: Operation,
): Operation['responses'] {
  const names = parameters.map((parameter) =>
    'name' in parameter ? `${parameter.in} ${parameter.name}` : '',
  );
  const has = (start: string): boolean => names.some((name) => name.startsWith(start));
  const keyed = has('header Idempotency-Key');
  const problems: [applies: boolean, status: string, description: string][] = [
    [
      requestBody !== undefined || has('query ') || keyed,
      '400',
      '`validation_error`: what is wrong stands in `errors`; `bad_request`: the request cannot be read; `file_damaged`: a file did not arrive as it was sent.',
    ],
    [security !== undefined, '401', '`not_authenticated`: no token, or no good one.'],
    [
      security !== undefined && method !== 'get',
      '403',
      '`csrf_failed`: the cookies came without the X-CSRFToken header; `permission_denied`.',
    ],
    [has('path '), '404', '`not_found`: it does not exist, or is not yours.'],
    [keyed, '409', '`idempotency_key_in_use`: the first request with this key still runs.'],
    [requestBody !== undefined, '413', '`payload_too_large`'],
    [requestBody !== undefined, '415', '`unsupported_media_type`'],
    [keyed, '422', '`idempotency_key_reused`: the key came with another request.'],
    [
      true,
      '503',
      '`service_unavailable`, `storage_unavailable`: try again after `Retry-After` seconds; `plans_missing`: the operator has work to do.',
    ],
    [true, 'default', 'Any other problem; `internal_error` is ours.'],
  ];
  return Object.fromEntries(
    problems.filter(([applies]) => applies).map(([, status, description]) => [status, { description }]),
  );
}
