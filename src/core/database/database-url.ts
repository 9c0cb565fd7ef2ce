/** The address of the database in use, known only after an embedded one has started. */
export class DatabaseUrl {
  constructor(readonly url: string) {}
}
