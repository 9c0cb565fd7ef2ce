import { Box, CurrentUserNav } from '@adminjs/design-system';
import { send } from '../kit/api.js';
import { site } from '../kit/globals.js';

interface Props {
  session: { email: string; title?: string };
}

async function logOut(event: { preventDefault(): void }): Promise<void> {
  event.preventDefault();
  const { loginPath, logoutPath } = site.REDUX_STATE.paths;
  await send(logoutPath, { body: {} }).catch(() => undefined);
  location.assign(loginPath);
}

/** Who is logged in, and the way out, which is a POST. */
export function LoggedIn({ session }: Props) {
  return (
    <Box flexShrink={0} data-css="logged-in">
      <CurrentUserNav
        name={session.email}
        title={session.title}
        dropActions={[{ label: 'Log out', onClick: logOut, icon: 'LogOut' }]}
      />
    </Box>
  );
}
