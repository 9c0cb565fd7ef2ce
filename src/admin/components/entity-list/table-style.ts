import { styled } from '../kit/styled.js';

/** A table that is wider than the page scrolls by itself. */
export const Scroll = styled.div<{ $isBusy: boolean }>`
  /* What only screen readers are told stands absolutely, and would make the page as wide as the table. */
  position: relative;
  overflow-x: auto;
  background: ${({ theme }) => theme.colors.container};
  border: 1px solid ${({ theme }) => theme.colors.border};
  border-radius: 4px;
  opacity: ${({ $isBusy }) => ($isBusy ? 0.55 : 1)};
  transition: opacity 0.15s 0.1s;
`;

/** Rows close to each other, so that many are seen at once. */
export const Table = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: 14px;
  line-height: 20px;
  color: ${({ theme }) => theme.colors.text};
  th,
  td {
    padding: 8px 12px;
    text-align: left;
    vertical-align: middle;
    border-bottom: 1px solid ${({ theme }) => theme.colors.border};
  }
  tbody tr:last-child td {
    border-bottom: 0;
  }
  thead tr {
    background: ${({ theme }) => theme.colors.bg};
  }
  th {
    font-size: 12px;
    font-weight: 600;
    white-space: nowrap;
    color: ${({ theme }) => theme.colors.grey80};
  }
  td {
    max-width: 360px;
    overflow-wrap: break-word;
  }
  td.text {
    min-width: 160px;
  }
  td a {
    color: ${({ theme }) => theme.colors.primary100};
    text-decoration: none;
  }
  td a:hover,
  td a:focus-visible {
    text-decoration: underline;
  }
  .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  td.instant,
  td.date {
    white-space: nowrap;
  }
  .box {
    width: 16px;
    padding-right: 4px;
    input {
      display: block;
      width: 16px;
      height: 16px;
      margin: 0;
      accent-color: ${({ theme }) => theme.colors.primary100};
      cursor: pointer;
    }
  }
  .options {
    width: 1%;
    text-align: right;
    white-space: nowrap;
    /* Stays in sight while the rest scrolls below it, where that leaves room for the rest. */
    @media (min-width: 901px) {
      position: sticky;
      right: 0;
      background: inherit;
      &:has([aria-expanded='true']) {
        z-index: 1;
      }
    }
    a {
      display: inline-flex;
      padding: 2px 6px;
      color: ${({ theme }) => theme.colors.grey60};
    }
    a:hover,
    a:focus-visible {
      color: ${({ theme }) => theme.colors.primary100};
    }
  }
  tbody tr {
    background: ${({ theme }) => theme.colors.container};
    cursor: pointer;
  }
  tbody tr:hover {
    background: ${({ theme }) => theme.colors.bg};
  }
  tbody tr.selected {
    background: ${({ theme }) => theme.colors.primary20};
  }
  .unseen {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
  }
`;

/** A column's head that sorts. */
export const SortButton = styled.button`
  display: inline-flex;
  align-items: center;
  gap: 4px;
  padding: 0;
  border: 0;
  background: none;
  color: inherit;
  font: inherit;
  cursor: pointer;
  &:hover {
    color: ${({ theme }) => theme.colors.primary100};
  }
  svg {
    width: 14px;
    height: 14px;
  }
`;
