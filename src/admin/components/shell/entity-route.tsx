import { Box } from '@adminjs/design-system';
import { useParams } from 'react-router-dom';
import { site } from '../kit/globals.js';
import { NO_PAGE, Problem } from '../kit/problem.js';
import { ENTITY_PAGES } from './pages.js';

/** Stands for AdminJS's routes of entities, rows and bulk actions: shows the component of the address's action. */
export function EntityRoute() {
  const { resourceId = '', actionName = 'list', recordId = '' } = useParams();
  const name = site.SITE.pages[actionName];
  const Page = name && ENTITY_PAGES[name];
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
