import type { FoundSession } from '../sessions/admin-sessions.service.js';
import type { StaffUser } from '../staff-authenticator.js';

/** Who makes an authenticated request, and in which session. */
export interface Visit {
  session: FoundSession;
  staff: StaffUser;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every request below `/admin`. */
    adminNonce: string | null;
    /** Set once the session has been checked. */
    adminVisit: Visit | null;
  }
}
