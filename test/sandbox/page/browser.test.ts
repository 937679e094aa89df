import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './open-page.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (executablePath === undefined) console.log('skipped: the sandbox page in a browser (no Chromium found)');

describe.skipIf(executablePath === undefined)('the sandbox page in a browser', { timeout: 60_000 }, () => {
  let page: OpenPage;
  let browser: Browser;
  beforeAll(async () => {
    page = await openPage();
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    await page?.stop();
  });

  async function visit(): Promise<{ readonly tab: Page; readonly errors: readonly string[] }> {
    const tab = await browser.newPage();
    const errors: string[] = [];
    tab.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    tab.on('pageerror', (error) => errors.push(error.message));
    await tab.goto(`${page.url}/`);
    return { tab, errors };
  }

  it('takes a command and shows the checklist issue without loading again', async () => {
    const { tab, errors } = await visit();
    await tab.click('[data-text="/advance canary"]');
    expect(await tab.inputValue('#comment-text')).toBe('/advance canary');
    await tab.press('#comment-text', 'Control+Enter');
    await tab.waitForSelector('section[aria-label="Sub-issues"] >> text=Stage A: Canary');
    await tab.waitForSelector('text=moved by product-manager');
    expect(errors).toEqual([]);
    await tab.close();
  });

  it('keeps what is typed and who one is while the page changes', async () => {
    const { tab, errors } = await visit();
    await tab.selectOption('#person', 'analyst');
    await tab.fill('#comment-text', 'half a sentence');
    await page.act({ kind: 'comment', issue: 1, body: 'from elsewhere' });
    await tab.waitForSelector('text=from elsewhere');
    expect(await tab.inputValue('#comment-text')).toBe('half a sentence');
    await tab.reload();
    expect(await tab.inputValue('#comment-text')).toBe('half a sentence');
    expect(await tab.inputValue('#composer-person')).toBe('analyst');
    expect(errors).toEqual([]);
    await tab.close();
  });

  it('shows what GitHub refuses', async () => {
    const { tab } = await visit();
    await tab.selectOption('#person', 'visitor');
    await tab.click('.labels-picker summary');
    await tab.click('.labels-picker label:has-text("stage: moderate")');
    await tab.waitForSelector('.notice >> text=Must have admin rights');
    expect(await tab.isChecked('.labels-picker input[value="stage: moderate"]')).toBe(false);
    await tab.close();
  });

  it('edits a comment and ticks a task in their places', async () => {
    const { tab, errors } = await visit();
    await page.act({ kind: 'comment', issue: 1, body: 'words to change' });
    const bubble = tab.locator('article:has-text("words to change")');
    await bubble.locator('[data-do="edit"]').click();
    await tab.fill('#edit-text', '- [ ] changed words');
    await tab.click('form.editor button[type="submit"]');
    await tab.check('input[aria-label="changed words"]');
    await tab.waitForSelector('input[aria-label="changed words"][checked]');
    expect(errors).toEqual([]);
    await tab.close();
  });

  it('draws diagrams, and shows the source of those that cannot be drawn', async () => {
    const { tab, errors } = await visit();
    await page.act({ kind: 'comment', issue: 1, body: '```mermaid\nflowchart LR\n  apples --> pears\n```' });
    await page.act({ kind: 'comment', issue: 1, body: '```mermaid\nno diagram at all\n```' });
    await tab.waitForSelector('figure.diagram svg >> text=pears');
    await tab.waitForSelector('figure.diagram-failed');
    expect(await tab.isVisible('code:has-text("no diagram at all")')).toBe(true);
    expect(errors).toEqual([]);
    await tab.close();
  });
});
