// @ts-check
/** The comment box. What is typed is kept for the tab. */
import { act, ask, subjectOf } from './ask.js';
import { drawDiagrams } from './diagrams.js';
import { choosePerson } from './person.js';

const draftKey = `draft ${location.pathname}`;

/** @returns {HTMLTextAreaElement | null} */
export const commentBox = () => document.querySelector('#comment-text');

/** Takes up what was typed before the page was loaded again. */
export function restoreDraft() {
  const box = commentBox();
  if (box === null) return;
  box.value = sessionStorage.getItem(draftKey) ?? '';
  box.addEventListener('input', () => sessionStorage.setItem(draftKey, box.value));
  if (location.hash === '#composer') box.focus();
}

/** Puts a command into the comment box; on another page the box has it when it opens. @param {string} text @param {HTMLElement} chip */
export function fill(text, chip) {
  if (chip.dataset['as'] !== undefined) choosePerson(chip.dataset['as']);
  const box = commentBox();
  const issue = box?.closest('form')?.dataset['issue'];
  if (box === null || issue !== chip.dataset['issue']) {
    const target = new URL(/** @type {HTMLAnchorElement} */ (chip).href);
    sessionStorage.setItem(`draft ${target.pathname}`, text);
    location.assign(target);
    return;
  }
  void showPreview(false);
  box.value = text;
  sessionStorage.setItem(draftKey, text);
  box.closest('form')?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  box.focus({ preventScroll: true });
}

/** @param {HTMLTextAreaElement | null} box @returns {Promise<boolean>} */
export async function sendComment(box) {
  if (box === null) return false;
  const sent = await act({ kind: 'comment', ...subjectOf(box), body: box.value });
  if (sent === undefined) return false;
  box.value = '';
  sessionStorage.removeItem(draftKey);
  void showPreview(false);
  return true;
}

/** @param {boolean} on */
export async function showPreview(on) {
  const box = commentBox();
  const preview = box?.form?.querySelector('.preview');
  if (box === null || !(preview instanceof HTMLElement)) return;
  const answer = on ? await ask('/api/preview', { text: box.value || '_Nothing to show._' }) : undefined;
  if (answer !== undefined) preview.innerHTML = answer.html;
  preview.hidden = answer === undefined;
  box.hidden = answer !== undefined;
  for (const tab of box.form?.querySelectorAll('.tab') ?? []) {
    const isPreview = tab instanceof HTMLElement && tab.dataset['do'] === 'preview';
    tab.setAttribute('aria-pressed', String(isPreview === (answer !== undefined)));
  }
  if (answer !== undefined) void drawDiagrams();
}
