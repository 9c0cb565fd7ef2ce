import { Box, H5 } from '@adminjs/design-system';
import type { OverviewAnswer } from '../../answers/overview.answer.js';
import { Link } from '../kit/navigation.js';
import { Problem } from '../kit/problem.js';
import { styled } from '../kit/styled.js';
import { useLoaded } from '../kit/use-loaded.js';

const Cards = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 24px;
`;

const Line = styled.li`
  display: flex;
  justify-content: space-between;
  padding: 6px 0;
`;

/** The start page: what there is, by section. */
export function Overview() {
  const { body, refusal, reload } = useLoaded<OverviewAnswer>('/dashboard');
  return (
    <Box p="xl" data-testid="overview">
      {refusal && <Problem refusal={refusal} retry={reload} />}
      <Cards>
        {body?.groups.map(({ name, entities }) => (
          <Box key={name} variant="white" p="xl" style={{ flex: '1 1 280px', maxWidth: '420px' }}>
            <H5 mb="lg">{name}</H5>
            <ul>
              {entities.map(({ label, href, count }) => (
                <Line key={href}>
                  <Link to={href}>{label}</Link>
                  <span>{count}</span>
                </Line>
              ))}
            </ul>
          </Box>
        ))}
      </Cards>
    </Box>
  );
}
