import { styled } from '../kit/styled.js';

/** A small table of figures that may be wider than the page. */
export const Table = styled.table`
  display: block;
  overflow-x: auto;
  width: 100%;
  line-height: 20px;
  th,
  td {
    padding: 8px 24px 8px 0;
    border-top: 1px solid ${({ theme }) => theme.colors.border};
    text-align: left;
    vertical-align: top;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  thead th {
    border-top: 0;
    color: ${({ theme }) => theme.colors.grey60};
    font-weight: 400;
  }
  tbody th {
    font-weight: 600;
  }
  td.long {
    min-width: 240px;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .bad a {
    color: ${({ theme }) => theme.colors.error};
    font-weight: 600;
  }
  a {
    color: ${({ theme }) => theme.colors.primary100};
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
`;
