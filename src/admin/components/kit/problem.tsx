import { Button, MessageBox } from '@adminjs/design-system';
import type { Refusal } from './api.js';

interface Props {
  refusal: Refusal;
  retry?(): void;
}

/** Stands where a page's content could not be loaded. */
export function Problem({ refusal, retry }: Props) {
  return (
    <div role="alert">
      <MessageBox variant="danger" message={refusal.notice.message}>
        {retry && <Button onClick={retry}>Try again</Button>}
      </MessageBox>
    </div>
  );
}
