import { ModelAdmin } from '../admin/model-admin.js';
import { AccountSaver } from './account-saver.service.js';
import { UserGroup } from './groups/user-group.entity.js';
import { UserPermission } from './groups/user-permission.entity.js';
import { EndSessions } from './staff/end-sessions.action.js';
import { SetPassword } from './staff/set-password.action.js';
import { User } from './user.entity.js';

/**
 * People. Their password is a secret: it can be set, never seen. Nor can a superuser be made here, or
 * whoever may change people could make one of themselves: `users:create-admin` does that. For the same reason only
 * superusers may change or delete one.
 */
export class UserAdmin extends ModelAdmin(User, {
  list: ['username', 'email', 'firstName', 'lastName', 'isActive', 'isStaff', 'lastLogin', 'dateJoined'],
  filters: ['username', 'email', 'isActive', 'isStaff', 'isSuperuser', 'lastLogin', 'dateJoined'],
  search: ['username', 'email', 'firstName', 'lastName'],
  title: 'username',
  ordering: ['username'],
  fieldsets: [
    { fields: ['username', 'email', 'firstName', 'lastName', 'dateOfBirth'] },
    { title: 'Access', fields: ['isActive', 'isStaff', 'isSuperuser'], links: ['groups', 'permissions'] },
    { title: 'Record', fields: ['id', 'emailVerifiedAt', 'lastLogin', 'dateJoined', 'updatedAt'] },
  ],
  help: {
    isActive: 'Whoever is not active cannot log in; their data stays.',
    isStaff: 'May enter this panel, and do there what groups and permissions allow.',
  },
  links: { groups: UserGroup, permissions: UserPermission },
  save: AccountSaver,
  readonly: ['id', 'isSuperuser', 'lastLogin', 'dateJoined', 'updatedAt'],
  guard: (user, staff) => staff.isSuperuser || !user.isSuperuser,
  actions: {
    setPassword: {
      label: 'Set password',
      icon: 'Key',
      group: 'Account',
      bulk: false,
      fields: {
        password: {
          label: 'New password',
          kind: 'password',
          help: 'At least 8 characters, not only digits, nothing common and nothing like the name or address.',
          required: true,
        },
      },
      done: 'The password was set, and every session of the account has ended.',
      run: SetPassword,
    },
    endSessions: {
      label: 'End sessions',
      icon: 'LogOut',
      group: 'Account',
      confirm: 'This logs the account out wherever it is logged in, in this panel too.',
      done: 'Every session was ended.',
      run: EndSessions,
    },
  },
}) {}
