import { site } from '../kit/globals.js';
import { goToLogin } from '../kit/session.js';

const METHODS = ['resourceAction', 'recordAction', 'bulkAction'];

/** Makes AdminJS's own client, which knows only 200, take refusals for the answers they are. */
export function acceptRefusals(): void {
  const { prototype } = site.AdminJS.ApiClient;
  for (const method of METHODS) {
    const original = prototype[method]!;
    prototype[method] = async function asked(this: unknown, ...args: unknown[]) {
      try {
        return await original.apply(this, args);
      } catch (error) {
        const { response } = error as { response?: { status: number; data?: { notice?: unknown } } };
        if (response?.status === 401) return goToLogin();
        if (response?.data?.notice) return response;
        throw error;
      }
    };
  }
}
