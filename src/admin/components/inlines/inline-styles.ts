import { styled } from '../kit/styled.js';

/** A row per line; on narrow screens a row's values stand below each other. */
export const InlineRows = styled.table`
  width: 100%;
  font-size: 14px;
  line-height: 22px;
  th,
  td {
    padding: 8px 12px 8px 0;
    text-align: left;
    vertical-align: top;
    border-bottom: 1px solid ${({ theme }) => theme.colors.border};
    overflow-wrap: anywhere;
  }
  th {
    font-size: 12px;
    font-weight: 600;
    color: ${({ theme }) => theme.colors.grey80};
  }
  a {
    color: ${({ theme }) => theme.colors.primary100};
  }
  tr.removed {
    text-decoration: line-through;
    opacity: 0.6;
  }
  .options {
    width: 1%;
    padding-right: 0;
    text-align: right;
    white-space: nowrap;
    a {
      display: inline-flex;
      padding: 2px 6px;
    }
    div {
      min-width: 160px;
      white-space: normal;
    }
  }
  .unseen,
  td:not(.options) > label {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
  }
  @media (max-width: 768px) {
    &,
    tbody,
    tr,
    td {
      display: block;
    }
    thead {
      display: none;
    }
    tr {
      padding: 8px 0 16px;
      border-bottom: 1px solid ${({ theme }) => theme.colors.border};
    }
    td,
    .options {
      width: auto;
      padding: 6px 0;
      text-align: left;
      border-bottom: 0;
    }
    td:not(.options) > label {
      position: static;
      display: block;
      clip-path: none;
      width: auto;
      height: auto;
      font-weight: 600;
    }
  }
`;
