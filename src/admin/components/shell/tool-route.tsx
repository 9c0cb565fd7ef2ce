import { Box } from '@adminjs/design-system';
import type { ComponentType } from 'react';
import { useParams } from 'react-router-dom';
import { site } from '../kit/globals.js';
import type { ToolPageProps } from '../kit/page-props.js';
import { NO_PAGE, Problem } from '../kit/problem.js';

/** Stands for AdminJS's route of pages: shows the component of the page that the address names. */
export function ToolRoute() {
  const { pageName = '' } = useParams();
  const page = site.SITE.groups.flatMap(({ pages }) => pages).find(({ id }) => id === pageName);
  const Page =
    page && (site.AdminJS.UserComponents[page.component] as ComponentType<ToolPageProps> | undefined);
  if (!Page) return <Problem refusal={NO_PAGE} />;
  return (
    <Box as="main" p={['lg', 'xl']} data-testid={`page-${pageName}`}>
      <Page key={pageName} id={pageName} label={page.label} />
    </Box>
  );
}
