import { Box } from '@adminjs/design-system';
import type { ComponentType } from 'react';
import { useParams } from 'react-router-dom';
import type { Refusal } from '../kit/api.js';
import { site } from '../kit/globals.js';
import type { PageProps } from '../kit/page-props.js';
import { Problem } from '../kit/problem.js';

const NO_PAGE: Refusal = {
  code: 'not_found',
  notice: { type: 'error', message: 'The admin has no such page.' },
};

/** Stands for AdminJS's routes of entities, rows and bulk actions: shows the component of the address's action. */
export function EntityRoute() {
  const { resourceId = '', actionName = 'list', recordId = '' } = useParams();
  const name = site.SITE.pages[actionName];
  const Page = name && (site.AdminJS.UserComponents[name] as ComponentType<PageProps> | undefined);
  if (!Page) return <Problem refusal={NO_PAGE} />;
  return (
    <Box as="main" p={['lg', 'xl']} data-testid={`page-${actionName}`}>
      <Page
        key={`${resourceId}/${actionName}/${recordId}`}
        entity={resourceId}
        action={actionName}
        recordKey={recordId}
      />
    </Box>
  );
}
