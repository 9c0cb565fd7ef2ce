import { FormGroup, FormMessage, Input, Label } from '@adminjs/design-system';
import type { ActionFieldAnswer } from '../../answers/action.answer.js';

export type ActionValue = string | boolean;

interface Props {
  field: ActionFieldAnswer;
  value: ActionValue | undefined;
  problem: string | undefined;
  autoFocus: boolean;
  onChange(value: ActionValue): void;
}

/** One thing that an action asks for. */
export function ActionField({ field, value, problem, autoFocus, onChange }: Props) {
  const { name, label, kind, help, required } = field;
  const id = `action-${name}`;
  const isFlag = kind === 'boolean';
  return (
    <FormGroup error={problem !== undefined} mb="lg">
      <Label htmlFor={id} required={required}>
        {label}
      </Label>
      <Input
        id={id}
        name={name}
        type={isFlag ? 'checkbox' : kind}
        {...(isFlag ? { checked: value === true } : { value: value ?? '', width: '100%' })}
        autoComplete={kind === 'password' ? 'new-password' : 'off'}
        autoFocus={autoFocus}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event: { target: { value: string; checked: boolean } }) =>
          onChange(isFlag ? event.target.checked : event.target.value)
        }
      />
      {/* Its own place is above what follows, which several lines would cover. */}
      <FormMessage id={`${id}-note`} style={{ position: 'static' }}>
        {problem ?? help}
      </FormMessage>
    </FormGroup>
  );
}
