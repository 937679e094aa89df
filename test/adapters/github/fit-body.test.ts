import { describe, expect, it } from 'vitest';
import { fitBody, maxBodyLength } from '../../../src/adapters/github/fit-body.ts';

const marker = '<!-- marker -->';
const note = '_Cut._';

function paragraphs(count: number): string {
  return Array.from({ length: count }, (_, index) => `Paragraph ${index} ${'x'.repeat(80)}.`).join('\n\n');
}

function textOf(body: string): string {
  return body.slice(0, body.indexOf(`\n\n${note}`));
}

describe('a body', () => {
  it('ends with the marker', () => {
    expect(fitBody('Text\n', marker, note)).toBe(`Text\n\n${marker}`);
  });

  it('of exactly the limit is left whole', () => {
    const text = 'y'.repeat(maxBodyLength - marker.length - 2);
    expect(fitBody(text, marker, note)).toBe(`${text}\n\n${marker}`);
  });

  it('beyond the limit is cut between two blocks, with a note', () => {
    const body = fitBody(paragraphs(1000), marker, note);
    expect(body.length).toBeLessThanOrEqual(maxBodyLength);
    expect(body.endsWith(`.\n\n${note}\n\n${marker}`)).toBe(true);
    expect(body.length).toBeGreaterThan(maxBodyLength - 200);
  });

  it('is not cut inside a code fence', () => {
    const fence = `\`\`\`\n${'code\n\n'.repeat(5000)}\`\`\``;
    const body = fitBody(`${paragraphs(500)}\n\n${fence}`, marker, note);
    expect(textOf(body)).toBe(paragraphs(500));
  });

  it('that is one long fence is closed', () => {
    const body = fitBody(`Intro\n\n\`\`\`\n${'code\n\n'.repeat(20_000)}\`\`\``, marker, note);
    expect(body.length).toBeLessThanOrEqual(maxBodyLength);
    expect(textOf(body)).toMatch(/code\n```$/);
  });

  it('that is one long details element is closed', () => {
    const text = `<details><summary>All</summary>\n\n${paragraphs(1000)}\n\n</details>`;
    expect(textOf(fitBody(text, marker, note))).toMatch(/\.\n<\/details>$/);
  });

  it('of a single line is cut anywhere but inside a character', () => {
    for (const shift of ['', 'a']) {
      const body = fitBody(shift + '😀'.repeat(40_000), marker, note);
      expect(body.length).toBeLessThanOrEqual(maxBodyLength);
      expect(textOf(body)).toMatch(/😀$/u);
    }
  });

  it('of nested openings still fits', () => {
    expect(fitBody('<details>\n\n'.repeat(20_000), marker, note).length).toBeLessThanOrEqual(maxBodyLength);
  });
});
