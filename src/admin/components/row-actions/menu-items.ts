import { styled } from '../kit/styled.js';

/** The open list of a menu. */
export const MenuItems = styled.ul`
  position: absolute;
  z-index: 100;
  right: 0;
  min-width: 200px;
  margin-top: 4px;
  padding: 8px 0;
  text-align: left;
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.grey20};
  border-radius: 4px;
  box-shadow: 0 4px 16px rgba(0, 0, 0, 0.12);
  button {
    display: flex;
    align-items: center;
    gap: 8px;
    width: 100%;
    padding: 8px 16px;
    font: inherit;
    text-align: left;
    background: none;
    border: 0;
    cursor: pointer;
  }
  button:hover,
  button:focus-visible {
    background: ${({ theme }) => theme.colors.grey20};
  }
`;
