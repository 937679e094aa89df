interface CommandLineErrorOptions {
  readonly exitCode?: number;
  /** The words on the command line are at fault: how the command is written is shown below the message. */
  readonly showsUsage?: boolean;
  readonly cause?: unknown;
}

/** The command line was told something wrong; the message says what, and what would be accepted. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
  readonly exitCode: number;
  readonly showsUsage: boolean;
  constructor(message: string, options: CommandLineErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode ?? 2;
    this.showsUsage = options.showsUsage ?? false;
  }
}
