import type { OverviewPanel, PanelFigure } from '../../answers/overview.answer.js';
import { pageAddress } from '../kit/addresses.js';
import { Card, CardTitle } from '../kit/card.js';
import { Link } from '../kit/navigation.js';
import { styled } from '../kit/styled.js';

const Figures = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 12px 48px;
`;

const Figure = styled.div<{ $tone?: PanelFigure['tone'] }>`
  strong {
    display: block;
    font-size: 28px;
    line-height: 36px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    color: ${({ theme, $tone }) => ($tone === 'bad' ? theme.colors.error : theme.colors.text)};
  }
  span,
  a {
    color: ${({ theme }) => theme.colors.grey60};
    line-height: 20px;
  }
`;

/** A panel that a room declares. */
export function Panel({ title, content }: OverviewPanel) {
  return (
    <Card aria-label={title} style={{ marginBottom: '24px' }}>
      <CardTitle>{title}</CardTitle>
      {!content && <p role="alert">This could not be loaded. The log says why.</p>}
      <Figures>
        {content?.figures.map(({ label, value, tone, path }) => (
          <Figure key={label} $tone={tone}>
            <strong>{value}</strong>
            {path ? <Link to={pageAddress(path)}>{label}</Link> : <span>{label}</span>}
          </Figure>
        ))}
      </Figures>
    </Card>
  );
}
