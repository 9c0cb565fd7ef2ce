import { Button } from '@adminjs/design-system';
import { inSentence } from '../../answers/label-text.js';
import { styled } from '../kit/styled.js';

const Box = styled.div`
  padding: 48px 24px;
  text-align: center;
  background: ${({ theme }) => theme.colors.container};
  border: 1px solid ${({ theme }) => theme.colors.border};
  border-radius: 4px;
  p {
    margin-bottom: 16px;
    color: ${({ theme }) => theme.colors.grey80};
  }
`;

interface Props {
  title: string;
  /** Whether filters or a search keep rows away. */
  isNarrowed: boolean;
  showAll(): void;
}

/** Stands where there are no rows. */
export function EmptyList({ title, isNarrowed, showAll }: Props) {
  return (
    <Box role="status" data-testid="empty">
      <p>
        {isNarrowed ? `None of the ${inSentence(title)} match.` : `There are no ${inSentence(title)} yet.`}
      </p>
      {isNarrowed && (
        <Button type="button" onClick={showAll}>
          Clear search and filters
        </Button>
      )}
    </Box>
  );
}
