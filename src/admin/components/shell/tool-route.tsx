import { Box } from '@adminjs/design-system';
import { useParams } from 'react-router-dom';
import { site } from '../kit/globals.js';
import { NO_PAGE, Problem } from '../kit/problem.js';
import { TOOL_PAGES } from './pages.js';

/** Stands for AdminJS's route of pages: shows the component of the page that the address names. */
export function ToolRoute() {
  const { pageName = '' } = useParams();
  const page = site.SITE.groups.flatMap(({ pages }) => pages).find(({ id }) => id === pageName);
  const Page = page && TOOL_PAGES[page.component];
  if (!Page) return <Problem refusal={NO_PAGE} />;
  return (
    <Box as="main" p={['lg', 'xl']} data-testid={`page-${pageName}`}>
      <Page key={pageName} id={pageName} label={page.label} />
    </Box>
  );
}
