/** What GitHub says instead of doing it, in both of its languages. */
export class GitHubError extends Error {
  /** Of the REST answer. */
  readonly status: number;
  /** `type` of the GraphQL error entry. */
  readonly type: string;
  /** Of the REST answer's `errors`. */
  readonly errors: readonly (FieldError | string)[] | undefined;
  constructor(
    status: number,
    message: string,
    options: { type: string; errors?: readonly (FieldError | string)[]; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'GitHubError';
    this.status = status;
    this.type = options.type;
    this.errors = options.errors;
  }
}

export interface FieldError {
  readonly resource: string;
  readonly field: string;
  readonly code: string;
  readonly message?: string;
}

export function notFound(message = 'Not Found'): GitHubError {
  return new GitHubError(404, message, { type: 'NOT_FOUND' });
}

export function forbidden(message: string): GitHubError {
  return new GitHubError(403, message, { type: 'FORBIDDEN' });
}

/** A 422 whose GraphQL message is the sentence and whose REST message is "Validation Failed" with the sentence below. */
export function invalid(sentence: string, error?: FieldError | string): GitHubError {
  return new GitHubError(422, sentence, { type: 'UNPROCESSABLE', errors: error === undefined ? [] : [error] });
}
