import { styled, type Theme } from '../kit/styled.js';

const look = ({ theme }: { theme: Theme }): string => `
  box-sizing: border-box;
  height: 32px;
  padding: 0 8px;
  border: 1px solid ${theme.colors.inputBorder};
  border-radius: 4px;
  background: ${theme.colors.container};
  color: ${theme.colors.text};
  font: inherit;
  font-size: 14px;
  &:focus-visible {
    outline: 2px solid ${theme.colors.primary100};
    outline-offset: -1px;
  }
`;

/** What is typed into, in a list. */
export const Control = styled.input`
  ${look}
`;

/** One of a few, in a list. */
export const Choice = styled.select`
  ${look}
`;

/** A button that reads like a link. */
export const LinkButton = styled.button`
  padding: 0;
  border: 0;
  background: none;
  color: ${({ theme }) => theme.colors.primary100};
  font: inherit;
  font-size: 14px;
  cursor: pointer;
  text-align: left;
  &:hover {
    text-decoration: underline;
  }
`;
