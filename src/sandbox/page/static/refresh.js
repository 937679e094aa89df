// @ts-check
/** Fetches the page again and takes what is new. */
import { drawDiagrams } from './diagrams.js';
import { exchange } from './exchange.js';

let refreshing = false;
let again = false;

export async function refresh() {
  again = true;
  if (refreshing) return;
  refreshing = true;
  try {
    while (again) {
      again = false;
      const response = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (response.ok) show(new DOMParser().parseFromString(await response.text(), 'text/html'));
    }
  } finally {
    refreshing = false;
  }
}

/** The comment box stays where it is on the screen when something comes in above. @param {Document} fresh */
function show(fresh) {
  const box = document.querySelector('#comment-text');
  const top = box?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
  exchange(document, fresh);
  if (box !== null && top > 0 && top < innerHeight) scrollBy(0, box.getBoundingClientRect().top - top);
  void drawDiagrams();
}
