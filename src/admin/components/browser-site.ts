/** The little of the browser and of AdminJS's globals that the script below uses. */
interface Site {
  location: { pathname: string; search: string; assign(url: string): void };
  document: { getElementById(id: string): object | null; cookie: string };
  fetch(url: string, init: object): Promise<unknown>;
  createRoot(element: object | null): { render(node: unknown): void };
  React: {
    createElement(type: unknown, props: object | null, ...children: unknown[]): unknown;
    useState<T>(initial: T): [T, (value: T) => void];
    useEffect(effect: () => void, dependencies: unknown[]): void;
  };
  AdminJSDesignSystem: Record<string, unknown>;
  REDUX_STATE: { paths: { loginPath: string; logoutPath: string } };
  AdminJS: {
    Application: unknown;
    ApiClient: {
      new (): { getDashboard(): Promise<{ data: { groups?: Group[] } }> };
      prototype: Record<string, ApiCall>;
    };
    UserComponents: Record<string, unknown>;
  };
}

interface Group {
  name: string;
  entities: { label: string; href: string; count: string }[];
}

type ApiCall = (...args: unknown[]) => Promise<unknown>;

/**
 * Runs in the browser after AdminJS's bundles: makes its client understand our status codes, replaces the pieces
 * that do not fit, and starts the application. Sent as its own source text, so it must not use anything from
 * outside itself.
 */
export function startSite(site: Site): void {
  const { React, AdminJS, AdminJSDesignSystem: ui, REDUX_STATE: state } = site;
  const h = React.createElement;

  // Refusals carry the same body as successes; AdminJS knows only 200, so it is given the body itself. The
  // end of a session leads to the login and back here.
  for (const method of ['resourceAction', 'recordAction', 'bulkAction', 'getDashboard']) {
    const original = AdminJS.ApiClient.prototype[method]!;
    AdminJS.ApiClient.prototype[method] = async function call(this: unknown, ...args: unknown[]) {
      try {
        return await original.apply(this, args);
      } catch (error) {
        const { response } = error as { response?: { status: number; data?: { notice?: unknown } } };
        if (response?.status === 401) {
          const here = encodeURIComponent(site.location.pathname + site.location.search);
          site.location.assign(`${state.paths.loginPath}?next=${here}`);
        }
        if (response?.data?.notice) return response;
        throw error;
      }
    };
  }

  const logOut = (event: { preventDefault(): void }): void => {
    event.preventDefault();
    const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(site.document.cookie)?.[1] ?? '';
    const headers = { 'x-xsrf-token': token };
    const leave = () => site.location.assign(state.paths.loginPath);
    site.fetch(state.paths.logoutPath, { method: 'POST', headers }).then(leave, leave);
  };

  const LoggedIn = ({ session }: { session: { email: string; title?: string } }) =>
    h(
      ui['Box'],
      { flexShrink: 0, 'data-css': 'logged-in' },
      h(ui['CurrentUserNav'], {
        name: session.email,
        title: session.title,
        dropActions: [{ label: 'Log out', onClick: logOut, icon: 'LogOut' }],
      }),
    );

  const Overview = () => {
    const [groups, setGroups] = React.useState<Group[]>([]);
    React.useEffect(() => {
      new AdminJS.ApiClient().getDashboard().then(
        ({ data }) => setGroups(data.groups ?? []),
        () => setGroups([]),
      );
    }, []);
    const row = ({ label, href, count }: Group['entities'][number]) =>
      h('li', { key: href, style: { display: 'flex', justifyContent: 'space-between', padding: '6px 0' } }, [
        h('a', { key: 'label', href }, label),
        h('span', { key: 'count' }, count),
      ]);
    const card = ({ name, entities }: Group) =>
      h(
        ui['Box'],
        { key: name, variant: 'white', p: 'xl', style: { flex: '1 1 280px', maxWidth: '420px' } },
        [h(ui['H5'], { key: 'name', mb: 'lg' }, name), h('ul', { key: 'list' }, entities.map(row))],
      );
    return h(ui['Box'], { p: 'xl', 'data-testid': 'overview' }, [
      h(ui['H4'], { key: 'title', mb: 'xl' }, 'Overview'),
      h(
        'div',
        { key: 'groups', style: { display: 'flex', flexWrap: 'wrap', gap: '24px' } },
        groups.map(card),
      ),
    ]);
  };

  AdminJS.UserComponents = { Overview, LoggedIn };
  site.createRoot(site.document.getElementById('app')).render(AdminJS.Application);
}
