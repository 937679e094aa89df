import { generateKeyPairSync } from 'node:crypto';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** Of an App that exists nowhere. */
export const appCredentials = { appId: 1, privateKey, webhookSecret: 'bench-secret-that-is-long-enough' };
