import { Icon } from '@adminjs/design-system';
import { useState } from 'react';
import { useLocation } from 'react-router-dom';
import { pageAddress, toolPath } from '../kit/addresses.js';
import { site } from '../kit/globals.js';
import { Link } from '../kit/navigation.js';
import { styled } from '../kit/styled.js';

const CLOSED = 'closed-sections';

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

/** Every entity this person may view, by section; which sections are closed is remembered. */
export function Sidebar() {
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
