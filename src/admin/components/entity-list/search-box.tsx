import { Button, Icon } from '@adminjs/design-system';
import { inSentence } from '../../answers/label-text.js';
import { styled } from '../kit/styled.js';
import { Control } from './control-style.js';

const Form = styled.form`
  display: flex;
  flex: 1 1 280px;
  max-width: 480px;
  gap: 8px;
  input {
    flex: 1;
    min-width: 0;
  }
`;

interface Props {
  /** Labels of what it looks into. */
  fields: readonly string[];
  value: string;
  search(text: string): void;
}

/** Finds rows with every word in one of the fields; emptied, it finds all. */
export function SearchBox({ fields, value, search }: Props) {
  return (
    <Form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        search(String(new FormData(event.currentTarget).get('q') ?? '').trim());
      }}
    >
      <Control
        key={value}
        type="search"
        name="q"
        defaultValue={value}
        maxLength={200}
        aria-label={`Search in ${fields.join(', ')}`}
        placeholder={`Search ${fields.map(inSentence).join(', ')}`}
        // The cross in the field empties it without a submit.
        onInput={({ currentTarget }) => value !== '' && currentTarget.value === '' && search('')}
      />
      <Button type="submit" size="sm" variant="light" aria-label="Search">
        <Icon icon="Search" />
      </Button>
    </Form>
  );
}
