import { Button } from '@adminjs/design-system';
import { styled } from '../kit/styled.js';

/** Where to go once the form is saved. */
export type AfterSave = 'list' | 'stay' | 'another' | 'copy';

interface Props {
  isNew: boolean;
  mayAdd: boolean;
  isSaving: boolean;
  isBlocked: boolean;
  onSave(after: AfterSave): void;
  onCancel(): void;
}

const Bar = styled.div`
  position: sticky;
  z-index: 10;
  bottom: 0;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px;
  padding: 12px 24px;
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.border};
  border-radius: 8px;
  box-shadow: 0 -4px 12px rgba(12, 30, 41, 0.06);
  @media (max-width: 768px) {
    position: static;
    padding: 12px;
    button {
      flex: 1 1 100%;
    }
  }
`;

/** The ways to save, always in sight; Enter in a field is the first of them. */
export function FormButtons({ isNew, mayAdd, isSaving, isBlocked, onSave, onCancel }: Props) {
  const disabled = isSaving || isBlocked;
  const other = (after: AfterSave, label: string) => (
    <Button type="button" variant="outlined" disabled={disabled} onClick={() => onSave(after)}>
      {label}
    </Button>
  );
  return (
    <Bar>
      <Button type="submit" variant="contained" disabled={disabled} data-testid="button-save">
        {isSaving ? 'Saving …' : 'Save'}
      </Button>
      {other('stay', 'Save and continue editing')}
      {mayAdd && other('another', 'Save and add another')}
      {mayAdd && !isNew && other('copy', 'Save as new')}
      <span style={{ flex: '1 1 auto' }} />
      <Button type="button" variant="text" disabled={isSaving} onClick={onCancel}>
        Cancel
      </Button>
    </Bar>
  );
}
