import { Box, Loader } from '@adminjs/design-system';
import { useState } from 'react';
import type { OverviewAnswer } from '../../answers/overview.answer.js';
import { PageHeader } from '../kit/page-header.js';
import { Problem } from '../kit/problem.js';
import { styled } from '../kit/styled.js';
import { useLoaded } from '../kit/use-loaded.js';
import { GroupCard } from './group-card.js';
import { Panel } from './panel.js';
import { Recent } from './recent.js';

const Columns = styled.div`
  display: grid;
  gap: 24px;
  align-items: start;
  @media (min-width: 1200px) {
    grid-template-columns: minmax(0, 1fr) 360px;
  }
`;

const Groups = styled.div`
  display: grid;
  gap: 24px;
  align-items: start;
  grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr));
`;

/** The start page: how things stand, what there is, and what was done lately. */
export function Overview() {
  const [everyone, setEveryone] = useState(false);
  const { body, refusal, reload } = useLoaded<OverviewAnswer>(`/dashboard${everyone ? '?who=everyone' : ''}`);
  return (
    <Box as="main" p={['lg', 'xl']} data-testid="overview">
      <PageHeader title="Overview" />
      {!body && !refusal && <Loader />}
      {refusal && <Problem refusal={refusal} retry={reload} />}
      {body && (
        <>
          {body.panels.map((panel) => (
            <Panel key={panel.title} {...panel} />
          ))}
          <Columns>
            <Groups>
              {body.groups.map((group) => (
                <GroupCard key={group.name} {...group} />
              ))}
            </Groups>
            <Recent
              actions={body.recent}
              everyone={everyone}
              onChange={body.mayAskForEveryone ? setEveryone : undefined}
            />
          </Columns>
        </>
      )}
    </Box>
  );
}
