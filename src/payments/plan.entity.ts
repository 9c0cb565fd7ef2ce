import { Check, Column, Entity } from 'typeorm';
import { EditableEntity } from '../core/database/base.entity.js';

/** What a person may use, and how much of it. */
@Entity('plan')
@Check('ck_plan_name', `length(name) BETWEEN 1 AND 100`)
@Check(
  'ck_plan_quotas',
  `ai_responses_per_day >= 0 AND questionnaires_per_day >= 0 AND uploads_per_day >= 0` +
    ` AND api_calls_per_hour >= 0 AND burst_per_minute >= 0`,
)
@Check('ck_plan_features', `jsonb_typeof(features) = 'array'`)
export class Plan extends EditableEntity {
  @Column({ type: 'citext', unique: true })
  name: string;

  @Column({ type: 'text', default: '' })
  description: string;

  /** Place in the list of plans, the smallest first; the next one up is the upgrade. */
  @Column({ type: 'integer', default: 0 })
  order: number;

  @Column({ type: 'integer' })
  aiResponsesPerDay: number;

  @Column({ type: 'integer' })
  questionnairesPerDay: number;

  @Column({ type: 'integer' })
  uploadsPerDay: number;

  @Column({ type: 'integer' })
  apiCallsPerHour: number;

  @Column({ type: 'integer' })
  burstPerMinute: number;

  /** Sentences for the price list. */
  @Column({ type: 'jsonb', default: [] })
  features: string[];
}
