import { describe, expect, it } from 'vitest';
import { deriveMarkerKeys, type Marker, readMarker, signMarker } from '../../../src/adapters/github/marker.ts';

const keys = deriveMarkerKeys(['a secret that is long enough for anybody']);
const card: Marker = { kind: 'slot', value: 'card' };

describe('a marker', () => {
  it.each<[string, Marker]>([
    ['a slot', card],
    ['an effect', { kind: 'once', value: 'release-1/17/3' }],
    ['a checklist', { kind: 'checklist', value: 'stage-c' }],
    ['a value with spaces, arrows and other letters', { kind: 'slot', value: '--> é <!-- "x" mac=' }],
  ])('is read back for %s', (_what, marker) => {
    expect(readMarker(keys, `Some text\n\n${signMarker(keys, marker, 'I_1')}`, 'I_1')).toEqual(marker);
  });

  it('is one hidden line', () => {
    expect(signMarker(keys, card, 'I_1')).toMatch(/^<!-- rollcall:1 slot=card mac=[0-9a-f]{32} -->$/);
    expect(signMarker(keys, { kind: 'slot', value: 'a-->b\nc' }, 'I_1')).toMatch(/^<!-- [^>\n]+ -->$/);
  });

  it('survives an edit of the text around it', () => {
    const body = `- [x] ticked\n${signMarker(keys, card, 'I_1')}\n\nadded below`;
    expect(readMarker(keys, body, 'I_1')).toEqual(card);
  });

  it.each([
    ['moved to another issue', signMarker(keys, card, 'I_2')],
    ['signed with another secret', signMarker(deriveMarkerKeys(['another secret, long enough too']), card, 'I_1')],
    ['its slot was changed', signMarker(keys, card, 'I_1').replace('card', 'summary')],
    ['its kind was changed', signMarker(keys, card, 'I_1').replace('slot=', 'once=')],
    ['it was made up', `<!-- rollcall:1 slot=card mac=${'0'.repeat(32)} -->`],
    ['its signature was cut', signMarker(keys, card, 'I_1').replace(/[0-9a-f]{4} -->/, ' -->')],
    ['its value does not decode', `<!-- rollcall:1 slot=%E0%A4%A mac=${'0'.repeat(32)} -->`],
    ['there is none', 'text'],
  ])('is not valid when %s', (_what, text) => {
    expect(readMarker(keys, text, 'I_1')).toBeUndefined();
  });

  it('cannot be hidden by a forged one after it', () => {
    const forged = `<!-- rollcall:1 slot=summary mac=${'f'.repeat(32)} -->`;
    expect(readMarker(keys, `${signMarker(keys, card, 'I_1')}\n${forged}`, 'I_1')).toEqual(card);
  });

  it('at the end counts, and not one that was copied from another comment into the text', () => {
    const copied = signMarker(keys, { kind: 'slot', value: 'summary' }, 'I_1');
    expect(readMarker(keys, `I cannot read \`${copied}\` here.\n\n${signMarker(keys, card, 'I_1')}`, 'I_1')).toEqual(
      card,
    );
  });

  it('of the old secret is valid while the secret is rotated', () => {
    const rotated = deriveMarkerKeys([
      'the new secret, long enough as well',
      'a secret that is long enough for anybody',
    ]);
    expect(readMarker(rotated, signMarker(keys, card, 'I_1'), 'I_1')).toEqual(card);
    expect(readMarker(keys, signMarker(rotated, card, 'I_1'), 'I_1')).toBeUndefined();
  });

  it('is looked for in linear time', () => {
    const body = '<!-- rollcall:1 slot=a mac='.repeat(2400);
    const started = performance.now();
    expect(readMarker(keys, body, 'I_1')).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(500);
  });
});
