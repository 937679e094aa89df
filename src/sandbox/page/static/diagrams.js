// @ts-check
/** Draws the page's Mermaid blocks. One that cannot be drawn stays as its source. */

const dark = matchMedia('(prefers-color-scheme: dark)');
let count = 0;
/** @type {Promise<any> | undefined} */
let loading;

dark.addEventListener('change', () => {
  loading = undefined;
  for (const drawn of document.querySelectorAll('.diagram')) drawn.remove();
  for (const source of document.querySelectorAll('pre[data-drawn]')) {
    source.removeAttribute('data-drawn');
    source.removeAttribute('hidden');
  }
  void drawDiagrams();
});

/** @type {Promise<void>} */
let drawing = Promise.resolve();

/** One after the other, also when the page changes meanwhile: Mermaid measures each in the page. */
export function drawDiagrams() {
  drawing = drawing.then(drawAll);
  return drawing;
}

async function drawAll() {
  for (const code of document.querySelectorAll('.markdown pre:not([data-drawn]) > code.language-mermaid')) {
    const source = code.parentElement;
    if (source === null || source.hasAttribute('data-drawn')) continue;
    source.dataset['drawn'] = '';
    await draw(source, code.textContent ?? '');
  }
}

/** @param {HTMLElement} source @param {string} text */
async function draw(source, text) {
  count += 1;
  const id = `diagram-${count}`;
  const figure = document.createElement('figure');
  figure.className = 'diagram';
  try {
    const mermaid = await load();
    const { svg } = await mermaid.render(id, text);
    // Mermaid cleans what it draws in its strict mode, and the page runs no inline script.
    figure.innerHTML = svg;
    source.hidden = true;
  } catch {
    document.getElementById(`d${id}`)?.remove();
    figure.classList.add('diagram-failed');
    figure.textContent = 'This diagram cannot be drawn; here is its source.';
  }
  source.before(figure);
}

function load() {
  loading ??= import(`${location.origin}/vendor/mermaid/mermaid.esm.min.mjs`).then(({ default: mermaid }) => {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      suppressErrorRendering: true,
      theme: dark.matches ? 'dark' : 'default',
    });
    return mermaid;
  });
  return loading;
}
