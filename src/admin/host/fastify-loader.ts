import { AbstractLoader } from '@adminjs/nestjs';
import { Injectable, Logger } from '@nestjs/common';
import { type AbstractHttpAdapter, ModuleRef } from '@nestjs/core';
import type AdminJS from 'adminjs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppConfig } from '../../core/config/app-config.js';
import { NotFoundError } from '../../core/http/app-error.js';
import { NoAdminSessionError } from '../admin.errors.js';
import { AdminSessions } from '../sessions/admin-sessions.service.js';
import { StaffAuthenticator } from '../staff-authenticator.js';
import { ADMIN_PATH, safeReturnPath } from './admin-paths.js';
import { AdminPages } from './admin-pages.js';
import { AdminSite } from './admin-site.js';
import { sendError } from './answers.js';
import { serveAssets } from './assets.js';
import { compressAnswers } from './compression.js';
import { CSRF_COOKIE, readCookie, SESSION_COOKIE, writeCookie } from './cookies.js';
import { acceptForms } from './form-bodies.js';
import { registerFiles } from './file-routes.js';
import { LoginRoutes } from './login-routes.js';
import { Overview } from './overview.js';
import { newNonce, setSecurityHeaders } from './security-headers.js';
import { siteAssets } from './site-page.js';
import { registerSite } from './site-routes.js';
import type { Visit } from './visit.js';
import { isWrite, requireSameOrigin, requireToken } from './write-check.js';

/**
 * Puts the admin into a Fastify scope of its own: its headers, body parsers, session and error pages touch
 * nothing else, and nothing of AdminJS's stock router is used but the list of its routes.
 */
@Injectable()
export class FastifyLoader extends AbstractLoader {
  private readonly logger = new Logger('Admin');

  constructor(
    private readonly moduleRef: ModuleRef,
    private readonly config: AppConfig,
    private readonly sessions: AdminSessions,
    private readonly loginRoutes: LoginRoutes,
    private readonly site: AdminSite,
    private readonly overview: Overview,
    private readonly pages: AdminPages,
  ) {
    super();
  }

  override async register(_admin: AdminJS, httpAdapter: AbstractHttpAdapter): Promise<void> {
    const fastify = httpAdapter.getInstance<FastifyInstance>();
    await fastify.register(
      async (scope) => {
        this.prepare(scope);
        await serveAssets(scope);
        this.loginRoutes.register(scope, (request) => this.isSecure(request));
        await scope.register(async (guarded) => this.registerGuarded(guarded));
      },
      { prefix: ADMIN_PATH },
    );
  }

  private prepare(scope: FastifyInstance): void {
    acceptForms(scope);
    scope.decorateRequest('adminNonce', null);
    scope.decorateRequest('adminVisit', null);
    scope.addHook('onRequest', async (request, reply) => {
      request.adminNonce = newNonce();
      setSecurityHeaders(reply, request.adminNonce, this.config.storage.staticUrl);
      if (isWrite(request)) requireSameOrigin(request, this.publicOrigin());
    });
    scope.setErrorHandler((error, request, reply) => {
      const { unexpected } = sendError(error, request, reply);
      if (unexpected) this.logger.error(`${request.method} ${request.routeOptions.url} failed`, error);
      return reply;
    });
    scope.setNotFoundHandler((request, reply) => {
      sendError(new NotFoundError('The admin has no such page.'), request, reply);
      return reply;
    });
  }

  private registerGuarded(scope: FastifyInstance): void {
    compressAnswers(scope);
    scope.addHook('onRequest', async (request, reply) => {
      const visit = await this.visitOf(request);
      if (!visit && (isWrite(request) || request.url.startsWith(`${ADMIN_PATH}/api/`)))
        throw new NoAdminSessionError();
      if (!visit) {
        const next = encodeURIComponent(safeReturnPath(request.url));
        return reply.redirect(`${ADMIN_PATH}/login?next=${next}`, 303);
      }
      if (isWrite(request)) requireToken(request.headers['x-xsrf-token'], visit.session.csrfToken);
      request.adminVisit = visit;
      return undefined;
    });
    scope.post('/logout', async (request, reply) => {
      const { session, staff } = request.adminVisit!;
      await this.sessions.end(session, staff);
      writeCookie(reply, SESSION_COOKIE, null, this.isSecure(request));
      writeCookie(reply, CSRF_COOKIE, null, this.isSecure(request));
      return reply.status(204).send();
    });
    registerSite(scope, {
      admins: this.site.admins,
      overview: this.overview,
      pages: this.pages,
      assets: siteAssets(this.config.storage.staticUrl),
      pageOf: (page) => this.moduleRef.get(page, { strict: false }),
    });
    registerFiles(scope, this.site.admins, this.moduleRef);
  }

  private async visitOf(request: FastifyRequest): Promise<Visit | null> {
    const token = readCookie(request, SESSION_COOKIE);
    const session = token ? await this.sessions.find(token) : null;
    if (!session) return null;
    const staff = await this.moduleRef.get(StaffAuthenticator, { strict: false }).findActive(session.userId);
    return staff && { session, staff };
  }

  private publicOrigin(): string | null {
    return this.config.http.backendUrl && new URL(this.config.http.backendUrl).origin;
  }

  private isSecure(request: FastifyRequest): boolean {
    return request.protocol === 'https' || (this.publicOrigin()?.startsWith('https:') ?? false);
  }
}
