import { type ReactNode, useEffect, useState } from 'react';
import type { FormPart } from '../../answers/form.answer.js';
import { styled } from '../kit/styled.js';

const Card = styled.section`
  margin-bottom: 24px;
  padding: 8px 24px 14px;
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.border};
  border-radius: 8px;
`;

const Title = styled.h2`
  padding: 12px 0 4px;
  font-size: 16px;
  font-weight: 600;
  line-height: 24px;
  button {
    display: flex;
    gap: 8px;
    width: 100%;
    padding: 0;
    font: inherit;
    text-align: left;
    color: inherit;
    background: none;
    border: 0;
    cursor: pointer;
  }
  button:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary100};
    outline-offset: 4px;
  }
`;

const Help = styled.p`
  padding-bottom: 4px;
  color: ${({ theme }) => theme.colors.grey60};
  line-height: 20px;
`;

/** A part of a form or of a row to read; one that begins closed can be opened, and opens when something in it is wrong. */
export function FormPartCard({
  part,
  isWrong,
  children,
}: {
  part: FormPart;
  isWrong?: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(!part.collapsed);
  useEffect(() => {
    if (isWrong) setOpen(true);
  }, [isWrong]);
  const { title, help, collapsed } = part;
  return (
    <Card aria-label={title ?? undefined}>
      {title && (
        <Title>
          {collapsed ? (
            <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
              <span aria-hidden="true">{open ? '▾' : '▸'}</span>
              {title}
            </button>
          ) : (
            title
          )}
        </Title>
      )}
      {open && help && <Help>{help}</Help>}
      {open && children}
    </Card>
  );
}
