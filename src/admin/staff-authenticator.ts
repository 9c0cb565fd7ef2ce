/** Someone who may use the admin, as far as the admin needs to know them. */
export interface StaffUser {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly isSuperuser: boolean;
  /** `<group>.<ability>_<table>`, such as `cv.view_cv`; of no meaning for a superuser. */
  readonly permissions: ReadonlySet<string>;
}

/** Where a login comes from. */
export interface StaffClient {
  readonly ip: string;
  readonly userAgent: string | null;
}

/** The admin's only question to the users room; `app.module` binds it. */
export abstract class StaffAuthenticator {
  /** The staff member with this username or e-mail and password, active and allowed in; null otherwise. */
  abstract authenticate(login: string, password: string, client: StaffClient): Promise<StaffUser | null>;

  /** The staff member while still active, asked at every request so that a deactivation ends the session at once. */
  abstract findActive(id: number): Promise<StaffUser | null>;
}
