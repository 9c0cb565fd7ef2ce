import type { FormLink, Option } from '../../answers/form.answer.js';
import { styled } from '../kit/styled.js';
import { Hint } from './input-styles.js';
import { OptionPicker } from './option-picker.js';

interface Props {
  link: FormLink;
  id: string;
  chosen: readonly Option[];
  wrong: boolean;
  describedBy?: string;
  onChange(chosen: Option[]): void;
}

const Chips = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 6px;
  margin-bottom: 8px;
`;

const Chip = styled.li`
  display: flex;
  align-items: center;
  gap: 4px;
  padding: 2px 4px 2px 10px;
  border-radius: 14px;
  background: ${({ theme }) => theme.colors.primary20};
  overflow-wrap: anywhere;
  button {
    width: 22px;
    height: 22px;
    padding: 0;
    font: inherit;
    color: inherit;
    background: transparent;
    border: 0;
    border-radius: 50%;
    cursor: pointer;
  }
  button:hover {
    background: ${({ theme }) => theme.colors.primary40};
  }
  button:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary100};
  }
`;

/** Rows of another entity, each with a way to drop it, and a search for more. */
export function LinkControl({ link, id, chosen, wrong, describedBy, onChange }: Props) {
  const drop = (key: string) => onChange(chosen.filter((option) => option.key !== key));
  return (
    <div style={{ maxWidth: '640px' }}>
      {chosen.length > 0 && (
        <Chips aria-label={`${link.label}, chosen`}>
          {chosen.map(({ key, title }) => (
            <Chip key={key}>
              {title}
              <button type="button" aria-label={`Remove ${title}`} onClick={() => drop(key)}>
                ×
              </button>
            </Chip>
          ))}
        </Chips>
      )}
      <OptionPicker
        entity={link.target}
        id={id}
        name={link.name}
        label={link.label}
        wrong={wrong}
        describedBy={describedBy}
        placeholder="Search to add …"
        without={chosen.map(({ key }) => key)}
        onChoose={(option) => onChange([...chosen, option])}
      />
      {chosen.length === 0 && <Hint>Nothing is chosen.</Hint>}
    </div>
  );
}
