// @ts-check
/** Takes what has changed from a newer copy of the page and leaves everything else as it is. */

/** @param {Document} current @param {Document} fresh */
export function exchange(current, fresh) {
  for (const next of fresh.querySelectorAll('[data-live]')) {
    const old = current.getElementById(next.id);
    if (old === null || old.dataset['hash'] === next.getAttribute('data-hash')) continue;
    if (old.hasAttribute('data-editing')) continue;
    if (next.getAttribute('data-live') === 'list') exchangeEntries(old, next);
    else fillWith(old, next);
    old.dataset['hash'] = next.getAttribute('data-hash') ?? '';
  }
}

/** @param {HTMLElement} old @param {Element} next */
function exchangeEntries(old, next) {
  const known = new Map([...old.children].map((entry) => [entry.id, entry]));
  /** @type {Element | null} */
  let after = null;
  for (const entry of [...next.children]) {
    const same = known.get(entry.id);
    known.delete(entry.id);
    const place = same ?? document.importNode(entry, true);
    if (same === undefined) place.classList.add('fresh');
    else if (isChanged(same, entry)) {
      fillWith(same, entry);
      same.setAttribute('data-hash', entry.getAttribute('data-hash') ?? '');
      same.classList.remove('fresh');
      requestAnimationFrame(() => same.classList.add('fresh'));
    }
    const before = after === null ? old.firstElementChild : after.nextElementSibling;
    if (before !== place) old.insertBefore(place, before);
    after = place;
  }
  for (const gone of known.values()) gone.remove();
}

/** @param {Element} old @param {Element} next */
function isChanged(old, next) {
  return old.getAttribute('data-hash') !== next.getAttribute('data-hash') && !old.hasAttribute('data-editing');
}

/** Puts new content into an element; what was unfolded stays so, and so does the focus. @param {Element} old @param {Element} next */
function fillWith(old, next) {
  const unfolded = [...old.querySelectorAll('details')].map((one) => one.open);
  const folded = [...next.querySelectorAll('details')];
  for (const [index, open] of unfolded.entries()) if (folded[index] !== undefined) folded[index].open = open;
  const focused = old.contains(document.activeElement) ? placeOf(old, document.activeElement) : -1;
  old.replaceChildren(...[...next.childNodes].map((node) => document.importNode(node, true)));
  const target = focusable(old)[focused];
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}

/** @param {Element} within @param {Element | null} element */
function placeOf(within, element) {
  return element === null ? -1 : focusable(within).indexOf(element);
}

/** @param {Element} within */
function focusable(within) {
  return [...within.querySelectorAll('a, button, input, select, textarea, summary')];
}
