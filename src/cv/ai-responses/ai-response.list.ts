import type { ListSpec } from '../../core/lists/list-spec.js';
import type { AiResponseAnswer } from './ai-response.dto.js';
import { AI_RESPONSE_STATUSES, AiResponse } from './ai-response.entity.js';

/** An answer as the columns give it; the quota is the person's, not the response's. */
export type AiResponseRow = Omit<AiResponseAnswer, 'rate_limit_info'>;

/** AI responses to somebody's questionnaires. */
export const AI_RESPONSES: ListSpec<AiResponseRow> = {
  name: 'ai-responses',
  entity: AiResponse,
  columns: {
    id: 'id',
    questionnaire: 'questionnaireId',
    created_at: 'createdAt',
    response_text: 'responseText',
    status: 'status',
  },
  owner: 'questionnaire.userId',
  filters: {
    questionnaire: { column: 'questionnaireId', value: 'integer', description: 'Id of its questionnaire.' },
    status: { column: 'status', value: AI_RESPONSE_STATUSES, description: 'Exactly this status.' },
    created_from: { column: 'createdAt', value: 'instant', is: '>=', description: 'At this time or later.' },
    created_before: { column: 'createdAt', value: 'instant', is: '<', description: 'Earlier than this.' },
  },
  search: [],
  orderings: { created_at: 'createdAt', id: 'id' },
  defaultOrdering: '-created_at',
  count: 'exact',
};
