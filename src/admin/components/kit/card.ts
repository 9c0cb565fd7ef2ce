import { styled } from './styled.js';

/** A white surface that holds what belongs together. */
export const Card = styled.section`
  background: ${({ theme }) => theme.colors.container};
  border: 1px solid ${({ theme }) => theme.colors.border};
  border-radius: 8px;
  padding: 20px 24px;
`;

/** What a card is called; may begin with an icon. */
export const CardTitle = styled.h2`
  display: flex;
  align-items: center;
  gap: 10px;
  font-size: 14px;
  line-height: 20px;
  font-weight: 600;
  margin-bottom: 12px;
`;
