import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvError, isRegistered, readEnv } from '../../src/app/env.ts';

const pem = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
const good = { APP_ID: '12', PRIVATE_KEY: pem, WEBHOOK_SECRET: 'a secret of thirty-two characters' };

describe('the environment', () => {
  it('has a default for all that the App itself does not give', () => {
    expect(readEnv(good)).toEqual({
      appId: 12,
      privateKey: pem,
      webhookSecret: good.WEBHOOK_SECRET,
      previousSecret: undefined,
      githubUrl: 'https://api.github.com',
      databaseUrl: undefined,
      dataDir: '.rollcall',
      host: '0.0.0.0',
      port: 3000,
      logLevel: 'info',
    });
  });

  it.each([
    ['the word that the framework falls back to', { WEBHOOK_SECRET: 'development' }, 'WEBHOOK_SECRET'],
    ['no secret', { WEBHOOK_SECRET: undefined }, 'WEBHOOK_SECRET'],
    ['a short secret', { WEBHOOK_SECRET: 'short' }, '24 characters'],
    ['a short previous secret', { WEBHOOK_SECRET_PREVIOUS: 'short' }, 'WEBHOOK_SECRET_PREVIOUS'],
    ['an App id that is none', { APP_ID: 'rollcall' }, 'APP_ID'],
    ['a key that is none', { PRIVATE_KEY: 'secret' }, 'PEM'],
    [
      'a key file that is not there',
      { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/nowhere/key.pem' },
      '/nowhere/key.pem',
    ],
    ['a port that is none', { PORT: '70000' }, 'PORT'],
  ])('refuses to start with %s', (_what, change, named) => {
    const read = () => readEnv({ ...good, ...change });
    expect(read).toThrow(EnvError);
    expect(read).toThrow(named);
  });

  it('takes the key on one line, in base64, or from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'rollcall-')), 'key.pem');
    writeFileSync(file, pem);
    const keys = [
      { PRIVATE_KEY: pem.replaceAll('\n', '\\n') },
      { PRIVATE_KEY: Buffer.from(pem).toString('base64') },
      { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: file },
    ];
    for (const key of keys) expect(readEnv({ ...good, ...key }).privateKey).toBe(pem);
  });

  it('knows an Enterprise Server by its host', () => {
    expect(readEnv({ ...good, GHE_HOST: 'github.example.com' }).githubUrl).toBe('https://github.example.com/api/v3');
  });

  it('takes the App for registered as soon as one of its credentials is there, so that a missing one is told', () => {
    expect([isRegistered({}), isRegistered({ APP_ID: '' }), isRegistered({ PRIVATE_KEY_PATH: 'x' })]).toEqual([
      false,
      false,
      true,
    ]);
    expect(() => readEnv({ APP_ID: '1' })).toThrow('PRIVATE_KEY or PRIVATE_KEY_PATH must be set');
  });
});
