import { ProcessedEffect } from '../../core/jobs/processed-effect.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';

/** Marks of effects that must not happen twice. */
export class ProcessedEffectAdmin extends ModelAdmin(ProcessedEffect, {
  list: ['key', 'createdAt'],
  filters: ['key', 'createdAt'],
  search: ['key'],
  ordering: ['-createdAt'],
  permissions: VIEW_ONLY,
}) {}
