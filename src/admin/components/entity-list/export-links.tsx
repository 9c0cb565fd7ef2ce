import { Button, Icon } from '@adminjs/design-system';
import { actionPath, apiAddress } from '../kit/addresses.js';

interface Props {
  entity: string;
  /** The query string that the list was asked with. */
  question: string;
}

/** By their names in addresses; the server knows the same ones. */
const FORMATS = { csv: 'CSV', jsonl: 'JSON Lines' };

/** Saves all that the list finds, of every page, as a file. */
export function ExportLinks({ entity, question }: Props) {
  const address = apiAddress(actionPath(entity, 'export'));
  return Object.entries(FORMATS).map(([format, label]) => (
    <Button
      key={format}
      as="a"
      size="sm"
      href={`${address}?format=${format}&${question}`}
      download
      aria-label={`Export as ${label}`}
      data-testid={`export-${format}`}
    >
      <Icon icon="Download" />
      {label}
    </Button>
  ));
}
