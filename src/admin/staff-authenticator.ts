/** Someone who may use the admin, as far as the admin needs to know them. */
export interface StaffUser {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly isSuperuser: boolean;
  /** `<group>.<ability>_<table>`, such as `cv.view_cv`; of no meaning for a superuser. */
  readonly permissions: ReadonlySet<string>;
}

/** The admin's only question to the users room; `app.module` binds it. */
export abstract class StaffAuthenticator {
  /** The staff member with this username or e-mail and password, active and allowed in; null otherwise. Logs which. */
  abstract authenticate(login: string, password: string): Promise<StaffUser | null>;

  /** The staff member while still active, asked at every request so that a deactivation ends the session at once. */
  abstract findActive(id: number): Promise<StaffUser | null>;
}
