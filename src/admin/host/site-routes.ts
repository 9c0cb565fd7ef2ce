import { ApiController, Router } from 'adminjs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ForbiddenError, NotFoundError } from '../../core/http/app-error.js';
import type { AdminPage } from '../admin-page.js';
import type { EntityAdmin } from '../entities/entity-admin.js';
import type { EntityAction, EntityPage } from './actions/entity-action.js';
import type { AdminPages } from './admin-pages.js';
import { ACTIONS } from './entity-actions.js';
import { Download } from './exports/download.js';
import { refuseOddNames } from './odd-names.js';
import type { Overview } from './overview.js';
import type { StaffUser } from '../staff-authenticator.js';
import { type SiteAssets, sitePage } from './site-page.js';

/** Kinds of AdminJS's routes that the site has; `index` and `dashboard` are the start page. */
const ENTITY_ROUTES: readonly string[] = ['resourceAction', 'recordAction', 'bulkAction'];
const PAGE_ROUTES: readonly string[] = ['index', 'resource', 'page', ...ENTITY_ROUTES];

/** What the site's routes lead to. */
export interface Site {
  /** By the name in addresses. */
  admins: ReadonlyMap<string, EntityAdmin>;
  overview: Overview;
  pages: AdminPages;
  assets: SiteAssets;
  /** The instance that answers an action. */
  pageOf(page: EntityAction['page']): EntityPage;
}

/** AdminJS's routes, for its frame asks for these addresses; what answers them is ours. */
export function registerSite(scope: FastifyInstance, site: Site): void {
  for (const { method, path, Controller, action } of Router.routes) {
    const url = path.replace(/\{(\w+)\}/g, ':$1');
    const isApi = Controller === ApiController;
    if (isApi && action === 'dashboard')
      scope.get(url, (request, reply) => answerOverview(site, request, reply));
    else if (isApi && action === 'page' && method === 'GET')
      scope.get(url, async (request, reply) =>
        reply.send(await pageAt(site, request).load(staffOf(request))),
      );
    else if (isApi && ENTITY_ROUTES.includes(action))
      scope.route({
        method: method === 'POST' ? 'POST' : 'GET',
        url,
        handler: (request, reply) => answerApi(site, action, request, reply),
      });
    else if (!isApi && PAGE_ROUTES.includes(action))
      scope.get(url, (request, reply) => answerPage(site, action, request, reply));
  }
}

const staffOf = (request: FastifyRequest): StaffUser => request.adminVisit!.staff;

/** The page that an address names, if this person may see it. */
function pageAt({ pages }: Site, request: FastifyRequest): AdminPage {
  const { pageName = '' } = request.params as Record<string, string>;
  return pages.find(pageName, staffOf(request));
}

/** Checks what an address names: 404 where there is no such entity, or no action of this kind; 403 for the forbidden. */
function authorize(
  { admins }: Site,
  route: string,
  request: FastifyRequest,
): { admin: EntityAdmin; wanted: EntityAction } {
  const { resourceId = '', action } = request.params as Record<string, string>;
  const admin = admins.get(resourceId);
  const wanted = ACTIONS.get(action ?? 'list');
  const isOfThisKind = action === undefined || wanted?.route === route;
  if (!admin || !wanted || !isOfThisKind) throw new NotFoundError('The admin has no such page.');
  if (!admin.allows(request.adminVisit!.staff, wanted.ability))
    throw new ForbiddenError('Your permissions do not cover this.');
  return { admin, wanted };
}

async function answerPage(
  site: Site,
  route: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (route === 'page') pageAt(site, request);
  else if (route !== 'index' && !authorize(site, route, request).wanted.component)
    throw new NotFoundError('The admin has no such page.');
  const staff = staffOf(request);
  const pages = site.pages.visibleTo(staff);
  const page = sitePage([...site.admins.values()], pages, staff, request.adminNonce!, site.assets);
  return reply.type('text/html').send(page);
}

async function answerOverview(
  { admins, overview }: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { who } = request.query as { who?: unknown };
  const whose = who === 'everyone' ? 'everyone' : 'me';
  return reply.send(await overview.of([...admins.values()], request.adminVisit!.staff, whose));
}

async function answerApi(
  site: Site,
  route: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { admin, wanted } = authorize(site, route, request);
  const query: Record<string, unknown> = { ...(request.query as object) };
  const body = (request.body ?? {}) as Record<string, unknown>;
  refuseOddNames(query);
  refuseOddNames(body);
  const page = site.pageOf(wanted.page);
  const method = request.method === 'POST' ? 'post' : 'get';
  if (!page[method]) throw new NotFoundError('The admin has no such page.');
  const { recordId: key = '' } = request.params as Record<string, string>;
  const { staff } = request.adminVisit!;
  const answer = await page[method]({ admin, staff, key, query, body, headers: request.headers });
  return answer instanceof Download ? answer.send(reply) : reply.send(answer);
}
