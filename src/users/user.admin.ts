import { ModelAdmin } from '../admin/model-admin.js';
import { User } from './user.entity.js';

/**
 * People. Their password is not here: it is a secret, and set by its owner. Nor can a superuser be made here, or
 * whoever may change people could make one of themselves: `users:create-admin` does that. For the same reason only
 * superusers may change or delete one.
 */
export class UserAdmin extends ModelAdmin(User, {
  list: ['username', 'email', 'firstName', 'lastName', 'isActive', 'isStaff', 'lastLogin', 'dateJoined'],
  filters: ['username', 'email', 'isActive', 'isStaff', 'isSuperuser', 'lastLogin', 'dateJoined'],
  search: ['username', 'email', 'firstName', 'lastName'],
  title: 'username',
  ordering: ['username'],
  readonly: ['id', 'isSuperuser', 'lastLogin', 'dateJoined', 'updatedAt'],
  guard: (user, staff) => staff.isSuperuser || !user.isSuperuser,
}) {}
