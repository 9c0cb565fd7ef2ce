import { IpBlock } from '../../core/limits/ip-block.entity.js';
import { ModelAdmin } from '../model-admin.js';

/** Addresses and networks that are refused; a change is in force within seconds, for the admin too. */
export class IpBlockAdmin extends ModelAdmin(IpBlock, {
  list: ['network', 'reason', 'createdAt', 'expiresAt'],
  filters: ['createdAt', 'expiresAt'],
  search: ['reason'],
  title: 'network',
  ordering: ['-createdAt'],
  help: {
    network: 'An address or a network: 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.',
    reason: 'For whoever finds the block; those who are blocked are not told.',
    expiresAt: 'Never, when left empty.',
  },
}) {}
