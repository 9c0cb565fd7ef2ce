import AdminJS, { ApiController, type ActionRequest, Router } from 'adminjs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ForbiddenError, NotFoundError } from '../../core/http/app-error.js';
import type { StaffUser } from '../staff-authenticator.js';
import { statusOf } from './answers.js';
import type { EntityAction, EntityPage } from './actions/entity-action.js';
import { ACTIONS, refuseOddNames } from './entity-actions.js';
import type { EntityResource } from './entity-resource.js';
import { sitePage } from './site-page.js';

type ApiAction = 'resourceAction' | 'recordAction' | 'bulkAction' | 'dashboard';
const API_ACTIONS: readonly string[] = [
  'resourceAction',
  'recordAction',
  'bulkAction',
  'dashboard',
] satisfies ApiAction[];
/** Pages of entities and the start page; the site has no other pages of AdminJS's kind. */
const PAGE_ACTIONS: readonly string[] = ['index', 'resource', 'resourceAction', 'recordAction', 'bulkAction'];

/** The instance that answers an action of ours. */
type PageOf = (page: NonNullable<EntityAction['page']>) => EntityPage;

/** AdminJS's routes, each checked before AdminJS sees the request; actions with a page of ours never reach it. */
export function registerSite(scope: FastifyInstance, admin: AdminJS, pageOf: PageOf): void {
  for (const { method, path, Controller, action } of Router.routes) {
    const url = path.replace(/\{(\w+)\}/g, ':$1');
    const isApi = Controller === ApiController;
    if (isApi ? !API_ACTIONS.includes(action) : !PAGE_ACTIONS.includes(action)) continue;
    const handler = isApi
      ? (request: FastifyRequest, reply: FastifyReply) =>
          answerApi(admin, action as ApiAction, request, reply, pageOf)
      : (request: FastifyRequest, reply: FastifyReply) => answerPage(admin, action, request, reply);
    scope.route({ method: method === 'POST' ? 'POST' : 'GET', url, handler });
  }
}

/** Checks what an address names: 404 where there is no such entity, or no action of this kind; 403 for the forbidden. */
function authorize(
  admin: AdminJS,
  route: string,
  params: Record<string, string>,
  staff: StaffUser,
): { resource: EntityResource; wanted: EntityAction } | null {
  const { resourceId, action } = params;
  if (resourceId === undefined) return null;
  const resource = (admin.resources as EntityResource[]).find((candidate) => candidate.id() === resourceId);
  const wanted = ACTIONS.get(action ?? 'list');
  const isOfThisKind = action === undefined || wanted?.route === route;
  if (!resource || !wanted || !isOfThisKind) throw new NotFoundError('The admin has no such page.');
  if (!resource.admin.allows(staff, wanted.ability))
    throw new ForbiddenError('Your permissions do not cover this.');
  return { resource, wanted };
}

async function answerPage(
  admin: AdminJS,
  action: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { staff } = request.adminVisit!;
  authorize(admin, action, request.params as Record<string, string>, staff);
  return reply.type('text/html').send(await sitePage(admin, staff, request.adminNonce!));
}

async function answerApi(
  admin: AdminJS,
  action: ApiAction,
  request: FastifyRequest,
  reply: FastifyReply,
  pageOf: PageOf,
): Promise<FastifyReply> {
  const { staff } = request.adminVisit!;
  const params = request.params as Record<string, string>;
  const target = authorize(admin, action, params, staff);
  const query: Record<string, unknown> = { ...(request.query as object) };
  const payload = (request.body ?? {}) as Record<string, unknown>;
  refuseOddNames(query);
  refuseOddNames(payload);
  const method = request.method === 'POST' ? 'post' : 'get';
  if (target?.wanted.page) {
    const page = pageOf(target.wanted.page);
    if (!page[method]) throw new NotFoundError('The admin has no such page.');
    const { headers } = request;
    const entityRequest = { admin: target.resource.admin, staff, key: params['recordId'] ?? '', headers };
    return reply.send(await page[method]({ ...entityRequest, query, body: payload }));
  }
  const controller = new ApiController({ admin }, staff as never);
  const answer: unknown = await controller[action](
    { params, query, payload, method } as unknown as ActionRequest,
    reply,
  );
  return reply.status(statusOf(answer as object)).send(answer);
}
