import { Button, Icon } from '@adminjs/design-system';
import { send } from '../kit/api.js';
import { site } from '../kit/globals.js';
import { styled } from '../kit/styled.js';

const Bar = styled.header`
  display: flex;
  flex-shrink: 0;
  align-items: center;
  gap: 16px;
  min-height: ${({ theme }) => theme.sizes.navbarHeight};
  padding: 0 16px;
  background: ${({ theme }) => theme.colors.container};
  border-bottom: 1px solid ${({ theme }) => theme.colors.border};
  .who {
    flex: 1;
    min-width: 0;
    text-align: right;
    line-height: 18px;
    overflow-wrap: anywhere;
  }
  .who small {
    display: block;
    font-size: 12px;
    color: ${({ theme }) => theme.colors.grey80};
  }
  @media (min-width: ${({ theme }) => theme.breakpoints[3]}) {
    .menu {
      display: none;
    }
  }
`;

async function logOut(): Promise<void> {
  const { loginPath, logoutPath } = site.REDUX_STATE.paths;
  await send(logoutPath, { body: {} }).catch(() => undefined);
  location.assign(loginPath);
}

interface Props {
  toggleSidebar(): void;
}

/** The way to the sidebar where the screen has no room for it, who is logged in, and the way out, which is a POST. */
export default function TopBar({ toggleSidebar }: Props) {
  const { username, email } = site.REDUX_STATE.session;
  return (
    <Bar>
      <Button
        type="button"
        className="menu"
        variant="text"
        size="icon"
        aria-label="Menu"
        onClick={toggleSidebar}
      >
        <Icon icon="Menu" size={24} />
      </Button>
      <div className="who">
        {username}
        <small>{email}</small>
      </div>
      <Button type="button" size="sm" onClick={() => void logOut()}>
        <Icon icon="LogOut" />
        Log out
      </Button>
    </Bar>
  );
}
