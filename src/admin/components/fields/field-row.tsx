import type { ReactNode } from 'react';
import { styled } from '../kit/styled.js';
import { Hint } from './input-styles.js';

interface Props {
  /** Id of the control that the label belongs to; null where there is only something to read. */
  id: string | null;
  name: string;
  label: string;
  required?: boolean;
  help?: string | null;
  error?: string;
  children: ReactNode;
}

const Row = styled.div`
  a {
    color: ${({ theme }) => theme.colors.primary100};
  }
  display: grid;
  grid-template-columns: minmax(140px, 220px) minmax(0, 1fr);
  gap: 4px 24px;
  padding: 10px 0;
  @media (max-width: 768px) {
    grid-template-columns: minmax(0, 1fr);
  }
`;

const Name = styled.div`
  padding-top: 8px;
  line-height: 22px;
  color: ${({ theme }) => theme.colors.grey80};
  overflow-wrap: anywhere;
  label {
    font-weight: 600;
  }
`;

const Star = styled.span`
  color: ${({ theme }) => theme.colors.error};
`;

/** What is wrong with a value. */
export const Wrong = styled.div`
  margin-top: 4px;
  color: ${({ theme }) => theme.colors.error};
  line-height: 20px;
  overflow-wrap: anywhere;
`;

const Read = styled.div`
  padding-top: 8px;
  line-height: 22px;
`;

/** Ids of what describes a control: its help and what is wrong with it. */
export function descriptionsOf(
  id: string,
  help: string | null | undefined,
  error: string | undefined,
): string | undefined {
  const ids = [error && `${id}-error`, help && `${id}-help`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** A field in a form or of a row to read: its name, its value, what it is for and what is wrong with it. */
export function FieldRow({ id, name, label, required, help, error, children }: Props) {
  return (
    <Row data-field={name}>
      <Name>
        {id ? <label htmlFor={id}>{label}</label> : <span>{label}</span>}
        {required && (
          <Star title="required" aria-hidden="true">
            {' *'}
          </Star>
        )}
      </Name>
      <div>
        {id ? children : <Read data-testid={`value-${name}`}>{children}</Read>}
        {error && <Wrong id={`${id}-error`}>{error}</Wrong>}
        {help && <Hint id={`${id}-help`}>{help}</Hint>}
      </div>
    </Row>
  );
}
