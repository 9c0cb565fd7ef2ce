import { Icon } from '@adminjs/design-system';
import { memo, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { pageAddress, toolPath } from '../kit/addresses.js';
import { site } from '../kit/globals.js';
import { Link } from '../kit/navigation.js';
import { styled } from '../kit/styled.js';

const CLOSED = 'closed-sections';

/** AdminJS's application lays what hides the page behind the sidebar below this. */
export const SIDEBAR_Z_INDEX = 50;

const Side = styled.div<{ $isVisible: boolean }>`
  position: absolute;
  z-index: ${SIDEBAR_Z_INDEX};
  inset: 0 auto 0 0;
  box-sizing: border-box;
  flex-shrink: 0;
  width: ${({ theme }) => theme.sizes.sidebarWidth};
  overflow-y: auto;
  background: ${({ theme }) => theme.colors.sidebar};
  border-right: 1px solid ${({ theme }) => theme.colors.border};
  /* Not only out of sight: nobody shall reach its links by the keyboard either. */
  visibility: ${({ $isVisible }) => ($isVisible ? 'visible' : 'hidden')};
  @media (min-width: ${({ theme }) => theme.breakpoints[3]}) {
    position: initial;
    visibility: visible;
  }
`;

const Brand = styled(Link)`
  display: block;
  padding: 16px 24px 24px;
  font-size: 18px;
  line-height: 32px;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.grey80};
  text-align: center;
  text-decoration: none;
  &:hover {
    color: ${({ theme }) => theme.colors.primary100};
  }
`;

const Nav = styled.nav`
  padding: 0 12px 24px;
  line-height: 20px;
  button {
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    padding: 8px 12px;
    border: 0;
    background: none;
    color: ${({ theme }) => theme.colors.text};
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  button b {
    flex: 1;
    text-align: left;
  }
  a {
    display: block;
    padding: 6px 12px 6px 38px;
    border-radius: 6px;
    color: ${({ theme }) => theme.colors.grey80};
    text-decoration: none;
  }
  a:hover {
    background: ${({ theme }) => theme.colors.grey20};
  }
  a[aria-current] {
    background: ${({ theme }) => theme.colors.primary20};
    color: ${({ theme }) => theme.colors.primary100};
    font-weight: 600;
  }
  ul {
    margin-bottom: 8px;
  }
  a:focus-visible,
  button:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary100};
    outline-offset: -2px;
  }
`;

const storedClosed = (): readonly string[] => (localStorage.getItem(CLOSED) ?? '').split(',');

interface Props {
  /** Where the screen has no room for it beside the page, it is shown when asked for. */
  isVisible: boolean;
}

/** The way to the start page and to every entity this person may view. */
function Sidebar({ isVisible }: Props) {
  return (
    <Side $isVisible={isVisible}>
      <Brand to={pageAddress('')}>CV Improver</Brand>
      <Sections />
    </Side>
  );
}

export default memo(Sidebar);

/** Entities and pages by section; which sections are closed is remembered. */
function Sections() {
  const { pathname } = useLocation();
  const [closed, setClosed] = useState(storedClosed);
  const toggle = (name: string) => {
    const next = closed.includes(name) ? closed.filter((other) => other !== name) : [...closed, name];
    localStorage.setItem(CLOSED, next.join(','));
    setClosed(next);
  };
  return (
    <Nav aria-label="Entities">
      {site.SITE.groups.map(({ name, icon, entities, pages }) => (
        <div key={name}>
          <button type="button" aria-expanded={!closed.includes(name)} onClick={() => toggle(name)}>
            <Icon icon={icon} />
            <b>{name}</b>
            <Icon icon={closed.includes(name) ? 'ChevronRight' : 'ChevronDown'} />
          </button>
          {!closed.includes(name) && (
            <ul>
              {[
                ...entities.map(({ id, label }) => ({ label, address: pageAddress(`/resources/${id}`) })),
                ...pages.map(({ id, label }) => ({ label, address: pageAddress(toolPath(id)) })),
              ].map(({ label, address }) => {
                const isHere = pathname === address || pathname.startsWith(`${address}/`);
                return (
                  <li key={address}>
                    <Link to={address} aria-current={isHere ? 'page' : undefined}>
                      {label}
                    </Link>
                  </li>
                );
              })}
            </ul>
          )}
        </div>
      ))}
    </Nav>
  );
}
