/**
 * The hidden line by which Rollcall finds its own earlier work: `<!-- rollcall:1 slot=card mac=… -->`. It is signed
 * for one issue, so that it can neither be forged nor carried over to another one. Whoever looks for a marker must
 * also look at the author: anybody may copy one within its issue.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Marker {
  /** `slot`: a comment that is kept up to date. `once`: a comment posted by one effect. `checklist`: a sub-issue. */
  readonly kind: 'slot' | 'once' | 'checklist';
  /** The slot, the effect's id, or the stage. */
  readonly value: string;
}

/** Keys for signing (the first) and for reading (all): while a secret is rotated, both are known. */
export type MarkerKeys = readonly [Buffer, ...Buffer[]];

const macBytes = 16;
const pattern = /<!-- rollcall:1 (slot|once|checklist)=([^\s<>]{1,400}) mac=([0-9a-f]{32}) -->/g;

/** Derived, so that the marker's key is of no use for signing webhooks. */
export function deriveMarkerKeys(secrets: readonly [string, ...string[]]): MarkerKeys {
  const [first, ...others] = secrets;
  return [deriveKey(first), ...others.map(deriveKey)];
}

/** `issueNodeId` is the issue of a comment, or the tracking issue of a checklist issue. */
export function signMarker(keys: MarkerKeys, marker: Marker, issueNodeId: string): string {
  const mac = macOf(keys[0], marker, issueNodeId).toString('hex');
  return `<!-- rollcall:1 ${marker.kind}=${encodeURIComponent(marker.value)} mac=${mac} -->`;
}

/** The last valid marker in a text; undefined when there is none, or when it was signed for another issue. */
export function readMarker(keys: MarkerKeys, text: string, issueNodeId: string): Marker | undefined {
  let found: Marker | undefined;
  for (const [, kind, encoded, mac] of text.matchAll(pattern)) {
    const value = decode(encoded ?? '');
    if (value === undefined || mac === undefined) continue;
    const marker: Marker = { kind: kind === 'slot' || kind === 'once' ? kind : 'checklist', value };
    const given = Buffer.from(mac, 'hex');
    if (keys.some((key) => timingSafeEqual(given, macOf(key, marker, issueNodeId)))) found = marker;
  }
  return found;
}

function deriveKey(secret: string): Buffer {
  return createHmac('sha256', secret).update('rollcall marker key 1').digest();
}

function macOf(key: Buffer, marker: Marker, issueNodeId: string): Buffer {
  const signed = JSON.stringify([marker.kind, marker.value, issueNodeId]);
  return createHmac('sha256', key).update(signed).digest().subarray(0, macBytes);
}

function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
