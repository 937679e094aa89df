import { readFileSync } from 'node:fs';

/** What the process is told from outside. docs/deploy.md explains each variable. */
export interface Env {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Still accepted while the secret is being changed. */
  readonly previousSecret: string | undefined;
  readonly githubUrl: string;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
}

/** A variable is missing or wrong: the message says which and what would be accepted. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

const shortestSecret = 24;

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the environment. Throws `EnvError` when Rollcall must not start with it. */
export function readEnv(variables: Variables): Env {
  return {
    appId: readAppId(variables['APP_ID']),
    privateKey: readPrivateKey(variables),
    webhookSecret: readSecret('WEBHOOK_SECRET', variables['WEBHOOK_SECRET']),
    previousSecret: readPreviousSecret(variables['WEBHOOK_SECRET_PREVIOUS']),
    githubUrl: gitHubUrlOf(variables),
    databaseUrl: variables['DATABASE_URL'],
    dataDir: variables['ROLLCALL_DATA_DIR'] ?? '.rollcall',
    host: variables['HOST'] ?? '0.0.0.0',
    port: readPort(variables['PORT']),
    logLevel: variables['LOG_LEVEL'] ?? 'info',
  };
}

/**
 * With none of these the App is not registered yet, and the set-up page is what is needed. With only some of them it is
 * a mistake: the page would let anybody who finds it register another App.
 */
export function isRegistered(variables: Variables): boolean {
  return ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH'].some((name) => (variables[name] ?? '') !== '');
}

function readAppId(text: string | undefined): number {
  const id = Number(text);
  if (text === undefined || !Number.isSafeInteger(id) || id <= 0) {
    throw new EnvError(`APP_ID must be the App's number, such as 123456; it is ${text ?? 'not set'}.`);
  }
  return id;
}

function readPrivateKey(variables: Variables): string {
  const path = variables['PRIVATE_KEY_PATH'];
  const text = variables['PRIVATE_KEY'] ?? (path === undefined ? undefined : readKeyFile(path));
  if (text === undefined) throw new EnvError('PRIVATE_KEY or PRIVATE_KEY_PATH must be set.');
  // Hosts that allow one line only take the key in base64 or with \n written out.
  const pem = text.includes('BEGIN') ? text.replaceAll('\\n', '\n') : Buffer.from(text, 'base64').toString('utf8');
  if (!pem.includes('PRIVATE KEY-----'))
    throw new EnvError('The private key is not in PEM format, nor a PEM file in base64.');
  return pem;
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new EnvError(`PRIVATE_KEY_PATH names a file that cannot be read: ${path}.`, { cause: error });
  }
}

/** Without a secret of its own the framework accepts bodies signed with a word that everybody knows. */
function readSecret(name: string, secret: string | undefined): string {
  if (secret === undefined || secret === 'development' || secret.length < shortestSecret) {
    throw new EnvError(
      `${name} must be set, to the webhook secret of the App, with at least ${shortestSecret} characters. Make one with: openssl rand -hex 32`,
    );
  }
  return secret;
}

function readPreviousSecret(secret: string | undefined): string | undefined {
  return secret === undefined || secret === '' ? undefined : readSecret('WEBHOOK_SECRET_PREVIOUS', secret);
}

/** Base address of the REST API. */
export function gitHubUrlOf(variables: Variables): string {
  const host = variables['GHE_HOST'];
  if (host === undefined) return 'https://api.github.com';
  return `${variables['GHE_PROTOCOL'] ?? 'https'}://${host}/api/v3`;
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new EnvError(`PORT must be a number from 0 to 65535; it is ${text}.`);
  }
  return port;
}
