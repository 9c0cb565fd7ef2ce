import { IpBlock } from '../../core/limits/ip-block.entity.js';
import { ModelAdmin } from '../model-admin.js';

/** Addresses and networks that are refused; a change is in force within seconds, for the admin too. */
export class IpBlockAdmin extends ModelAdmin(IpBlock, {
  list: ['network', 'reason', 'createdAt', 'expiresAt'],
  filters: ['createdAt', 'expiresAt'],
  search: ['reason'],
  title: 'network',
  ordering: ['-createdAt'],
}) {}
