import { pageAddress, recordPath } from '../kit/addresses.js';
import { Link } from '../kit/navigation.js';
import { styled } from '../kit/styled.js';
import { type ControlProps, textOf } from './control-props.js';
import { SmallButton } from './input-styles.js';
import { OptionPicker } from './option-picker.js';

const Row = styled.div`
  display: flex;
  gap: 8px;
  align-items: center;
  max-width: 640px;
`;

/** A row of another entity, found by searching, with a way to look at it and one to refer to none. */
export function ReferenceControl(props: ControlProps) {
  const { field, id, value, title, onChange } = props;
  const key = textOf(value);
  return (
    <Row>
      <OptionPicker
        entity={field.references!}
        id={id}
        name={field.name}
        label={field.label}
        wrong={props.wrong}
        describedBy={props.describedBy}
        shown={key === '' ? '' : (title?.title ?? `#${key}`)}
        onChoose={(option) => onChange(option.key, option)}
      />
      {key !== '' && field.nullable && (
        <SmallButton type="button" aria-label={`Clear ${field.label}`} onClick={() => onChange(null)}>
          Clear
        </SmallButton>
      )}
      {key !== '' && title && (
        <Link to={pageAddress(recordPath(field.references!, key, 'show'))} target="_blank" rel="noopener">
          View
        </Link>
      )}
    </Row>
  );
}
