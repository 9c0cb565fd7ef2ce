import type { OpenAPIObject } from '@nestjs/swagger';
import { ProblemAnswer } from '../http/problem-answer.js';
import { LimitProblemAnswer } from './limit-problem.answer.js';
import { UNLIMITED_EXTENSION } from './unlimited.js';

type Components = NonNullable<OpenAPIObject['components']>;
type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

const header = (description: string) => ({ description, schema: { type: 'integer' as const } });

const HEADERS = {
  'RateLimit-Limit': header('Requests that the nearest limit allows: of your address, or of your plan.'),
  'RateLimit-Remaining': header('How many of them are left.'),
  'RateLimit-Reset': header('Seconds until that limit begins anew.'),
  'Retry-After': header('Seconds until it makes sense to try again.'),
} satisfies Components['headers'];

const BLOCKED = '`address_blocked`: the operator answers nothing from your address.';
const EXCEEDED =
  '`too_many_requests`: of your address; `rate_limit_exceeded`: of your plan. `Retry-After` says when to come again.';

/** Adds to every operation that is limited what that means: two refusals, and the headers that tell of limits. */
export function describeLimits(document: OpenAPIObject): OpenAPIObject {
  document.components = { ...document.components, headers: HEADERS };
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation && !(UNLIMITED_EXTENSION in operation)) describeOperation(operation);
    }
  }
  return document;
}

function describeOperation({ responses }: Operation): void {
  addProblem(responses, '403', BLOCKED, ProblemAnswer.name);
  addProblem(responses, '429', EXCEEDED, LimitProblemAnswer.name);
  for (const [status, response] of Object.entries(responses)) {
    if (!response || '$ref' in response || !/^(2..|429)$/.test(status)) continue;
    const names = Object.keys(HEADERS).filter((name) => name !== 'Retry-After' || status === '429');
    const references = names.map((name) => [name, { $ref: `#/components/headers/${name}` }]);
    response.headers = { ...response.headers, ...Object.fromEntries(references) };
  }
}

/** An operation's own words for a status stay and come first. */
function addProblem(responses: Operation['responses'], status: string, words: string, schema: string): void {
  const own = responses[status];
  if (own && '$ref' in own) return;
  const content = { 'application/problem+json': { schema: { $ref: `#/components/schemas/${schema}` } } };
  responses[status] = { ...own, description: own ? `${own.description} ${words}` : words, content };
}
