import { Setting } from '../../core/settings/setting.entity.js';
import { ModelAdmin } from '../model-admin.js';

/** What staff may set while the service runs. */
export class SettingAdmin extends ModelAdmin(Setting, {
  list: ['key', 'value', 'description', 'updatedAt'],
  filters: ['key', 'updatedAt'],
  search: ['key', 'description'],
  title: 'key',
  ordering: ['key'],
}) {}
