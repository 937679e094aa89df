import { type DatabaseConnection, SqliteDialect, type SqliteDialectConfig, SqliteDriver } from 'kysely';

interface DriverOptions {
  readonly dialect: SqliteDialectConfig;
  /** Ends the transaction that is open on the connection; durable when it resolves. */
  readonly commit: () => Promise<void>;
}

/** SQLite as Kysely knows it, but for the commit: that waits for the disk, and may do so elsewhere. */
export class CommittingDialect extends SqliteDialect {
  readonly #options: DriverOptions;

  constructor(options: DriverOptions) {
    super(options.dialect);
    this.#options = options;
  }

  override createDriver(): SqliteDriver {
    return new CommittingDriver(this.#options);
  }
}

class CommittingDriver extends SqliteDriver {
  readonly #commit: () => Promise<void>;

  constructor({ dialect, commit }: DriverOptions) {
    super(dialect);
    this.#commit = commit;
  }

  /** Nobody else is on the connection meanwhile: the driver gives its only one away until the transaction ends. */
  override async commitTransaction(_connection: DatabaseConnection): Promise<void> {
    await this.#commit();
  }
}
