import { styled } from '../kit/styled.js';
import type { Theme } from '../kit/styled.js';

/** Whether what stands in the control was refused. */
export interface Marked {
  $wrong?: boolean;
}

type Themed = Marked & { theme: Theme };

const border = ({ $wrong, theme }: Themed): string => ($wrong ? theme.colors.error : theme.colors.grey40);
const focus = ({ theme }: Themed): string => theme.colors.primary100;

/** The look that every control of a form shares. */
const shared = `
  box-sizing: border-box;
  width: 100%;
  min-height: 38px;
  padding: 7px 12px;
  font: inherit;
  font-size: 14px;
  line-height: 22px;
  color: inherit;
  background: transparent;
  border-width: 1px;
  border-style: solid;
  border-radius: 4px;
`;

/** A line of text. */
export const TextInput = styled.input<Marked>`
  ${shared}
  border-color: ${border};
  &:focus-visible {
    outline: 2px solid ${focus};
    outline-offset: -1px;
  }
`;

/** Several lines of text; as high as what is in it, where the browser can do that. */
export const TextBox = styled.textarea<Marked & { $code?: boolean }>`
  ${shared}
  min-height: 92px;
  max-height: 480px;
  resize: vertical;
  field-sizing: content;
  border-color: ${border};
  font-family: ${({ $code }) => ($code ? 'ui-monospace, monospace' : 'inherit')};
  &:focus-visible {
    outline: 2px solid ${focus};
    outline-offset: -1px;
  }
`;

/** One of a few. */
export const SelectBox = styled.select<Marked>`
  ${shared}
  border-color: ${border};
  background: ${({ theme }) => theme.colors.white};
  &:focus-visible {
    outline: 2px solid ${focus};
    outline-offset: -1px;
  }
`;

/** A small button beside or inside of a control. */
export const SmallButton = styled.button`
  padding: 4px 8px;
  font: inherit;
  font-size: 12px;
  line-height: 20px;
  color: ${({ theme }) => theme.colors.primary100};
  background: transparent;
  border: 0;
  border-radius: 4px;
  cursor: pointer;
  &:hover {
    background: ${({ theme }) => theme.colors.grey20};
  }
  &:focus-visible {
    outline: 2px solid ${focus};
  }
`;

/** Words in the background. */
export const Hint = styled.div`
  margin-top: 4px;
  font-size: 12px;
  line-height: 18px;
  color: ${({ theme }) => theme.colors.grey60};
`;
