import { Button, MessageBox } from '@adminjs/design-system';
import type { Refusal } from './api.js';

/** What is said at an address that leads nowhere. */
export const NO_PAGE: Refusal = {
  code: 'not_found',
  notice: { type: 'error', message: 'The admin has no such page.' },
};

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
