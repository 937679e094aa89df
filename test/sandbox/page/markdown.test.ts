import { describe, expect, it } from 'vitest';
import type { References } from '../../../src/sandbox/page/markdown/link-references.ts';
import { renderMarkdown } from '../../../src/sandbox/page/markdown/render-markdown.ts';
import { findTasks, setTask } from '../../../src/sandbox/page/markdown/tasks.ts';

const references: References = {
  repositoryPath: '/acme/appointments',
  webUrl: 'http://127.0.0.1:4000',
  hasAccount: (login) => login === 'engineer',
  titleOf: (number) => (number < 5 ? `The <${number}> issue` : undefined),
};

function render(text: string): string {
  return renderMarkdown(text, 'c1', references).markup;
}

describe('rendering Markdown', () => {
  it.each([
    ['a script', '<script>alert(1)</script>', /<script/i],
    ['a script in capitals', '<SCRIPT SRC=//x.example></SCRIPT>', /<script/i],
    ['an event handler', '<img src="x.png" onerror="alert(1)">', /onerror/i],
    ['an event handler in a drawing', '<svg onload="alert(1)"><circle/></svg>', /onload|<svg/i],
    ['a javascript link', '<a href="javascript:alert(1)">x</a>', /javascript/i],
    ['a javascript link in Markdown', '[x](javascript:alert(1))', /javascript/i],
    ['a javascript link in disguise', '<a href="java&#x0A;script:alert(1)">x</a>', /script:/i],
    ['a data link', '[x](data:text/html;base64,PHNjcmlwdD4=)', /data:/i],
    ['a style', '<p style="position:fixed;inset:0">x</p>', /style/i],
    ['a style sheet', 'x <style>*{display:none}</style>', /<style/i],
    ['a form', '<form action="/api/act"><button>x</button></form>', /<form|<button/i],
    ['a frame', '<iframe src="//x.example"></iframe>', /<iframe/i],
    ['an id of the page', '<p id="composer">x</p>', /id=/i],
    ['a class of the page', '<div class="notice">x</div>', /class=/i],
    ['an attribute of the page', '<a data-do="clock" data-move="month" href="#">x</a>', /data-/i],
    ['a box of its own', '<input type="checkbox" data-task="0" checked>', /<input/i],
    ['a title that breaks out', '[x](http://a.example "\\"><img src=x onerror=alert(1)>")', /<img/i],
    ['a language that breaks out', '```"><img/src=x/onerror=alert(1)>\nx\n```', /<img/i],
  ])('lets %s not pass', (_what, text, forbidden) => {
    expect(render(text)).not.toMatch(forbidden);
  });

  it.each([
    [
      'unfolding parts',
      '<details>\n<summary>More</summary>\n\ntext\n\n</details>',
      '<details>\n<summary>More</summary>\n<p>text</p>',
    ],
    [
      'keys and small print',
      '<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup>',
      '<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup>',
    ],
    [
      'pictures of the web',
      '<img src="https://x.example/a.png" width="20">',
      '<img src="https://x.example/a.png" width="20" />',
    ],
    ['a long rule', `one\n\n${'-'.repeat(200)}\n\n*two*`, '<hr />\n<p><em>two</em></p>'],
    ['line ends', 'one\ntwo', 'one<br />\ntwo'],
    ['no line ends in code', '`one\ntwo`', '<code>one two</code>'],
    [
      'an alert',
      '> [!WARNING]\n> careful',
      '<blockquote class="alert alert-warning"><p class="alert-title">Warning</p><p>careful',
    ],
    [
      'a task',
      '- [x] done "so"',
      '<input type="checkbox" class="task" data-task="0" checked aria-label="done &quot;so&quot;">',
    ],
    [
      'a mention',
      'ask @engineer.',
      '<a class="mention" href="/acme/appointments/issues?author=engineer">@engineer</a>.',
    ],
    [
      'a reference',
      'see #2',
      '<a class="issue-link" href="/acme/appointments/issues/2" title="The &lt;2&gt; issue">#2</a>',
    ],
    [
      'a reference of its own item',
      '- #2',
      '<li><a class="issue-link" href="/acme/appointments/issues/2">The &lt;2&gt; issue <span class="muted">#2</span></a></li>',
    ],
    ['a diagram as its source', '```mermaid\ngraph TD\n```', '<pre><code class="language-mermaid">graph TD'],
    ['a link to itself', '[x](http://127.0.0.1:4000/acme/appointments/issues/1)', 'href="/acme/appointments/issues/1"'],
  ])('shows %s', (_what, text, expected) => {
    expect(render(text)).toContain(expected);
  });

  it.each([
    ['hidden comments', 'a <!-- rollcall:1 slot=card --> b', 'slot=card'],
    ['people who are not there', '@nobody', '<a'],
    ['issues that are not there', '#99', '<a'],
    ['issues of other repositories', 'else/where#2', '<a'],
    ['mentions in code', '`@engineer #2`', '<a'],
    ['mail addresses as mentions', 'x@engineer', 'class="mention"'],
  ])('does not link or show %s', (_what, text, absent) => {
    expect(render(text)).not.toContain(absent);
  });

  it.each(['#1 ', '<b>', '> [!NOTE]\n', '[', '*a ', '&#'])(
    'takes little work over %j up to the greatest length',
    (piece) => {
      const before = process.cpuUsage();
      render(piece.repeat(65_536 / piece.length));
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000).toBeLessThan(5_000);
    },
  );
});

describe('tasks', () => {
  const text = '- [ ] one\n  1. [x] two\n\n```\n- [ ] code\n```\n* [X] three\n- no [ ] task';

  it('finds those of lists and no others', () => {
    expect(findTasks(text).map((task) => task.done)).toEqual([false, true, true]);
  });

  it('ticks one and leaves everything else', () => {
    expect(setTask(text, 0, true)).toBe(text.replace('- [ ] one', '- [x] one'));
    expect(setTask(text, 2, false)).toBe(text.replace('[X] three', '[ ] three'));
  });

  it.each(['> ', '- ', '1. '])('survives a tower of %j', (piece) => {
    const tower = `${piece.repeat(60_000 / piece.length)}- [ ] top`;
    expect(findTasks(tower)).toEqual([]);
    expect(render(tower)).toContain('top');
  });

  it('knows when there is none', () => {
    expect(setTask(text, 3, true)).toBeUndefined();
  });
});
