/**
 * App authentication. It keeps real time, not the sandbox's: the app's libraries sign and cache by the real clock, and
 * a token must not run out because somebody moved the sandbox a week on.
 */
import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { GitHubError, invalid } from './github-error.ts';
import type { Platform } from './platform.ts';
import { clientId } from './rest/present-account.ts';
import { botOf } from './state/accounts.ts';
import { type Caller, grants } from './state/roles.ts';
import type { Account, App, AppPermissions, Installation } from './state/world.ts';

const tokenLifeMs = 60 * 60 * 1000;
const longestJwtSeconds = 10 * 60;
/** How far the two clocks may be apart. */
const driftSeconds = 60;

export interface Tokens {
  /** Of the app under test. */
  readonly privateKey: string;
  /** The app that signed the JWT in an `Authorization` header; throws 401. */
  appOf(header: string | undefined): App;
  /** Who a token speaks for: an installation's or a person's own; throws 401. */
  callerOf(header: string | undefined): Caller;
  create(installation: Installation, narrowed: TokenNarrowing): IssuedToken;
  /** A token of a person's own, with which they may do what they may do on the pages. */
  createPersonal(account: Account): string;
}

interface TokenNarrowing {
  readonly repositories?: readonly number[] | undefined;
  readonly permissions?: AppPermissions | undefined;
}

interface IssuedToken {
  readonly token: string;
  /** Real time. */
  readonly expiresAt: number;
  readonly permissions: AppPermissions;
}

let keys: { readonly privateKey: string; readonly publicKey: string } | undefined;

/** Made once in a process: making them takes longer than anything else here. */
function appKeys() {
  keys ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return keys;
}

export function appTokens(platform: Platform, app: App): Tokens {
  const { privateKey, publicKey } = appKeys();
  const key = createPublicKey(publicKey);
  const issued = new Map<string, { caller: Caller; expiresAt: number }>();

  function appOf(header: string | undefined): App {
    const token = /^bearer (.+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) throw unauthorized('A JSON web token could not be decoded');
    const [head = '', claims = '', signature = ''] = token.split('.');
    const signed = verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'));
    if (!signed || decode(head)['alg'] !== 'RS256') throw unauthorized('A JSON web token could not be decoded');
    checkClaims(decode(claims), app);
    return app;
  }

  return {
    privateKey,
    appOf,
    callerOf(header) {
      const token = /^(?:token|bearer) (.+)$/i.exec(header ?? '')?.[1];
      if (token === undefined) throw unauthorized('Requires authentication');
      const found = issued.get(token);
      if (found === undefined || found.expiresAt < Date.now()) throw unauthorized('Bad credentials');
      return found.caller;
    },
    create(installation, narrowed) {
      const permissions = narrowed.permissions ?? app.permissions;
      for (const [name, level] of Object.entries(permissions)) {
        if (!grants(app.permissions, name, level === 'read' ? 'read' : 'write')) {
          throw invalid('The permissions requested are not granted to this installation.');
        }
      }
      const repositories = narrowed.repositories === undefined ? {} : { repositories: new Set(narrowed.repositories) };
      const token = `ghs_${randomBytes(18).toString('hex')}`;
      const expiresAt = Date.now() + tokenLifeMs;
      const caller: Caller = {
        kind: 'app',
        account: botOf(platform, app),
        app,
        installation: { ...installation, ...repositories },
        permissions: { metadata: 'read', ...permissions },
      };
      issued.set(token, { caller, expiresAt });
      return { token, expiresAt, permissions };
    },
    createPersonal(account) {
      const token = `ghp_${randomBytes(18).toString('hex')}`;
      issued.set(token, { caller: { kind: 'person', account }, expiresAt: Date.now() + tokenLifeMs });
      return token;
    },
  };
}

function checkClaims(claims: Readonly<Record<string, unknown>>, app: App): void {
  const now = Date.now() / 1000;
  const { iat, exp, iss } = claims;
  if (typeof iat !== 'number' || iat > now + driftSeconds) {
    throw unauthorized(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (typeof exp !== 'number' || exp < now) {
    throw unauthorized(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > now + longestJwtSeconds + driftSeconds) {
    throw unauthorized("'Expiration time' claim ('exp') is too far in the future");
  }
  if (String(iss) !== String(app.id) && iss !== clientId(app)) {
    throw new GitHubError(404, 'Integration not found', { type: 'NOT_FOUND' });
  }
}

function decode(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function unauthorized(message: string): GitHubError {
  return new GitHubError(401, message, { type: 'UNAUTHORIZED' });
}
