import { Fragment, type ReactNode, useEffect } from 'react';
import { pageAddress } from './addresses.js';
import { Link } from './navigation.js';
import { styled } from './styled.js';

/** A page above this one. */
export interface Crumb {
  label: string;
  /** Path below the site, as `addresses.ts` makes them. */
  path: string;
}

interface Props {
  title: string;
  /** The pages above this one, the topmost first, without the start page; absent on the start page itself. */
  trail?: readonly Crumb[];
  /** Beside the title, such as a number of rows. */
  tag?: string;
  /** Buttons, at the end of the title's line. */
  children?: ReactNode;
}

const Trail = styled.nav`
  color: ${({ theme }) => theme.colors.grey60};
  margin-bottom: 8px;
  a {
    color: inherit;
    text-decoration: none;
  }
  a:hover {
    color: ${({ theme }) => theme.colors.primary100};
  }
`;

const Line = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 12px;
  margin-bottom: 24px;
  h1 {
    flex: 1 1 auto;
    font-size: 24px;
    line-height: 32px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
`;

const Tag = styled.span`
  display: inline-block;
  padding: 0 10px;
  border-radius: 12px;
  background: ${({ theme }) => theme.colors.grey20};
  color: ${({ theme }) => theme.colors.grey80};
  font-size: 14px;
  line-height: 24px;
  vertical-align: middle;
`;

const Buttons = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
`;

/** Where one is, what the page is called and what can be done on it; the same on every page. */
export function PageHeader({ title, trail, tag, children }: Props) {
  useEffect(() => {
    document.title = `${title} · CV Improver`;
  }, [title]);
  return (
    <header>
      {trail && (
        <Trail aria-label="Breadcrumbs">
          <Link to={pageAddress('')}>Home</Link>
          {trail.map(({ label, path }) => (
            <Fragment key={path}>
              {' / '}
              <Link to={pageAddress(path)}>{label}</Link>
            </Fragment>
          ))}
        </Trail>
      )}
      <Line>
        <h1>
          {title} {tag !== undefined && <Tag>{tag}</Tag>}
        </h1>
        <Buttons>{children}</Buttons>
      </Line>
    </header>
  );
}
