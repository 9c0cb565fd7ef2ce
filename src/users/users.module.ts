import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { AdminModule } from '../admin/admin.module.js';
import { AdminRegistryModule } from '../admin/admin-registry.module.js';
import { UserLimitGuard } from '../core/limits/user-limit.guard.js';
import { AccountController } from './account/account.controller.js';
import { AccountSaver } from './account-saver.service.js';
import { AccountService } from './account/account.service.js';
import { AccessGuard } from './auth/access.guard.js';
import { AccessTokens } from './auth/access-tokens.service.js';
import { AuthController } from './auth/auth.controller.js';
import { AuthCookies } from './auth/auth-cookies.service.js';
import { AuthService } from './auth/auth.service.js';
import { Credentials } from './auth/credentials.service.js';
import { JwtStrategy } from './auth/jwt.strategy.js';
import { RefreshSessionAdmin } from './auth/refresh-session.admin.js';
import { RefreshSessions } from './auth/refresh-sessions.service.js';
import { SweepSessionsJob } from './auth/sweep-sessions.job.js';
import { SessionTokens } from './auth/session-tokens.service.js';
import { DemoAccountsCheck } from './checks/demo-accounts.check.js';
import { SuperusersCheck } from './checks/superusers.check.js';
import { GroupPermissionAdmin } from './groups/group-permission.admin.js';
import { GroupAdmin } from './groups/group.admin.js';
import { PermissionAdmin } from './groups/permission.admin.js';
import { PermissionsSync } from './groups/permissions-sync.service.js';
import { UserGroupAdmin } from './groups/user-group.admin.js';
import { UserPermissionAdmin } from './groups/user-permission.admin.js';
import { PasswordHasher } from './passwords/password-hasher.service.js';
import { DatabaseStaffAuthenticator } from './staff/database-staff-authenticator.js';
import { EndSessions } from './staff/end-sessions.action.js';
import { SetPassword } from './staff/set-password.action.js';
import { UserAdmin } from './user.admin.js';
import { UsersService } from './users.service.js';

/** Accounts, sessions and permissions; its guards stand before every route of the service. */
@Module({
  imports: [
    PassportModule,
    AdminRegistryModule,
    AdminModule.forFeature({
      group: 'Users',
      icon: 'Users',
      admins: [
        UserAdmin,
        GroupAdmin,
        PermissionAdmin,
        UserGroupAdmin,
        UserPermissionAdmin,
        GroupPermissionAdmin,
        RefreshSessionAdmin,
      ],
    }),
  ],
  controllers: [AuthController, AccountController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: UserLimitGuard },
    AccessTokens,
    AccountSaver,
    AccountService,
    AuthCookies,
    AuthService,
    Credentials,
    DatabaseStaffAuthenticator,
    EndSessions,
    JwtStrategy,
    PasswordHasher,
    PermissionsSync,
    RefreshSessions,
    SessionTokens,
    SetPassword,
    DemoAccountsCheck,
    SuperusersCheck,
    SweepSessionsJob,
    UsersService,
  ],
  exports: [DatabaseStaffAuthenticator, PermissionsSync, UsersService],
})
export class UsersModule {}
