// @ts-check
/** Makes the page answer: its buttons and boxes ask the server, and what changes there is shown here. */
import { act, ask, subjectOf } from './ask.js';
import { commentBox, fill, restoreDraft, sendComment, showPreview } from './composer.js';
import { drawDiagrams } from './diagrams.js';
import { closeEditor, openEditor, openTitleEditor } from './editors.js';
import { choosePerson, showPerson } from './person.js';
import { refresh } from './refresh.js';

/** @type {Record<string, (element: HTMLElement) => unknown>} */
const onClick = {
  edit: (button) => openEditor(button),
  'hide-comment': (button) => act({ kind: 'hide-comment', ...subjectOf(button) }),
  'delete-comment'(button) {
    if (confirm('Delete this comment?')) return act({ kind: 'delete-comment', ...subjectOf(button) });
    return undefined;
  },
  react: (button) => act({ kind: 'react', ...subjectOf(button), content: button.dataset['content'] }),
  rename: (button) => openTitleEditor(button),
  async close(button) {
    const box = commentBox();
    if (box !== null && box.value.trim() !== '' && !(await sendComment(box))) return;
    await act({ kind: 'close', ...subjectOf(button), reason: button.dataset['reason'] });
  },
  reopen: (button) => act({ kind: 'reopen', ...subjectOf(button) }),
  clock: (button) => ask('/api/clock', { move: button.dataset['move'] }),
  fill: (chip) => fill(chip.dataset['text'] ?? '', chip),
  write: () => showPreview(false),
  preview: () => showPreview(true),
  cancel: (button) => closeEditor(button),
};

document.addEventListener('click', (event) => {
  const element = event.target instanceof Element ? event.target.closest('button[data-do], a[data-do]') : null;
  if (!(element instanceof HTMLElement)) return;
  const handle = onClick[element.dataset['do'] ?? ''];
  if (handle === undefined) return;
  if (element.dataset['do'] !== 'fill' || commentBox() !== null) event.preventDefault();
  void whileBusy(element, () => handle(element));
});

/** Pickers close when something else is clicked, or with Escape. @param {EventTarget | null} target */
function closePickers(target) {
  for (const picker of document.querySelectorAll('.picker[open]')) {
    if (!(target instanceof Node && picker.contains(target))) picker.removeAttribute('open');
  }
}

document.addEventListener('click', (event) => closePickers(event.target));

/** @param {HTMLElement} element @param {() => unknown} work */
async function whileBusy(element, work) {
  if (element.hasAttribute('aria-disabled')) return;
  element.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } finally {
    element.removeAttribute('aria-disabled');
  }
}

document.addEventListener('change', (event) => {
  const { target } = event;
  if (target instanceof HTMLSelectElement && target.matches('[data-person]')) {
    choosePerson(target.value);
  }
  if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox') return;
  const subject = subjectOf(target);
  if (target.dataset['do'] === 'label') {
    void orUndo(target, act({ kind: 'label', issue: subject.issue, name: target.value, on: target.checked }));
  }
  if (target.matches('.task') && target.closest('.preview') === null) {
    const index = Number(target.dataset['task']);
    void orUndo(target, act({ kind: 'task', ...subject, index, done: target.checked }));
  }
});

/** @param {HTMLInputElement} box @param {Promise<unknown>} asked */
async function orUndo(box, asked) {
  if ((await asked) === undefined) box.checked = !box.checked;
}

/** @type {EventSource | undefined} */
let updates;

/** Tabs that nobody sees do not listen: a browser opens only six connections to a server. */
function listen() {
  updates?.close();
  if (document.hidden) return;
  updates = new EventSource('/events');
  updates.addEventListener('change', () => void refresh());
  updates.addEventListener('open', () => void refresh());
}

/** @type {Record<string, (form: HTMLFormElement, fields: FormData) => unknown>} */
const onSubmit = {
  comment: () => sendComment(commentBox()),
  async 'new-label'(form, fields) {
    const name = String(fields.get('name'));
    if ((await act({ kind: 'label', ...subjectOf(form), name, on: true })) !== undefined) form.reset();
  },
  async open(_form, fields) {
    const [title, body] = [String(fields.get('title')), String(fields.get('body'))];
    const opened = await act({ kind: 'open', title, body, labels: fields.getAll('label').map(String) });
    if (opened !== undefined) location.assign(opened.location);
  },
  async save(form, fields) {
    const saved = await act({ kind: 'edit', ...subjectOf(form), body: String(fields.get('body')) });
    if (saved !== undefined) closeEditor(form);
  },
  async 'save-title'(form, fields) {
    const saved = await act({ kind: 'rename', ...subjectOf(form), title: String(fields.get('title')) });
    if (saved !== undefined) closeEditor(form);
  },
};

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  const handle = onSubmit[form.dataset['do'] ?? ''];
  if (handle !== undefined) void whileBusy(form, () => handle(form, new FormData(form)));
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closePickers(null);
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  if (event.target instanceof HTMLTextAreaElement) event.target.form?.requestSubmit();
});

showPerson();
restoreDraft();
void drawDiagrams();
listen();
document.addEventListener('visibilitychange', listen);
