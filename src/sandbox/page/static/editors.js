// @ts-check
/** Editing descriptions, comments and titles in their place. */
import { ask, subjectOf } from './ask.js';
import { refresh } from './refresh.js';

/** @param {HTMLElement} button */
export async function openEditor(button) {
  const body = button.closest('.bubble')?.querySelector('.bubble-body');
  if (!(body instanceof HTMLElement) || body.querySelector('form') !== null) return;
  const source = await ask('/api/source', subjectOf(button));
  if (source === undefined) return;
  const form = editor(
    'save',
    '<label class="sr-only" for="edit-text">Text</label><textarea id="edit-text" name="body" rows="14" spellcheck="false"></textarea>',
  );
  const area = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('body'));
  area.value = source.text;
  startEditing(body, form);
  area.focus();
}

/** @param {HTMLElement} button */
export function openTitleEditor(button) {
  const head = button.closest('h1');
  if (head === null) return;
  const form = editor(
    'save-title',
    '<label class="sr-only" for="edit-title">Title</label><input id="edit-title" name="title" maxlength="256" autocomplete="off" required>',
  );
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem('title'));
  input.value = button.dataset['title'] ?? '';
  startEditing(head, form);
  input.focus();
}

/** @param {string} what @param {string} field written here, never by people */
function editor(what, field) {
  const form = document.createElement('form');
  form.className = 'editor';
  form.dataset['do'] = what;
  form.innerHTML = `${field}<p class="composer-foot"><button type="button" data-do="cancel">Cancel</button> <button type="submit" class="primary">Save</button></p>`;
  return form;
}

/** What is being edited is not exchanged until it is done. @param {HTMLElement} place @param {HTMLFormElement} form */
function startEditing(place, form) {
  place.closest('[data-hash]')?.setAttribute('data-editing', '');
  place.classList.add('editing');
  place.append(form);
}

/** @param {HTMLElement} element */
export function closeEditor(element) {
  const form = element.closest('form.editor');
  // What changed meanwhile was passed over, so nothing around is taken as known.
  form?.closest('[data-live]')?.removeAttribute('data-hash');
  form?.closest('[data-editing]')?.removeAttribute('data-editing');
  form?.parentElement?.classList.remove('editing');
  form?.remove();
  void refresh();
}
