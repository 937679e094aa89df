// @ts-check
/** Asks the server for things. */
import { person } from './person.js';

/**
 * Asks the server; undefined when it refuses, which is shown.
 * @param {string} path
 * @param {object} body
 * @returns {Promise<any>}
 */
export async function ask(path, body) {
  document.body.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const type = response.headers.get('content-type') ?? '';
    const answer = type.startsWith('application/json') ? await response.json() : { message: await response.text() };
    if (response.ok) return answer;
    tell(response.status < 500 ? `GitHub refuses it to ${person()}: ${answer.message}` : answer.message);
  } catch {
    tell('The sandbox does not answer. Is it still running?');
  } finally {
    document.body.removeAttribute('aria-busy');
  }
  return undefined;
}

/** @param {object} action */
export const act = (action) => ask('/api/act', { as: person(), ...action });

/** @param {string} text */
function tell(text) {
  const notice = document.createElement('div');
  notice.className = 'notice';
  notice.textContent = text;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'quiet';
  close.textContent = 'Dismiss';
  close.addEventListener('click', () => notice.remove());
  notice.append(close);
  document.querySelector('#notices')?.append(notice);
  setTimeout(() => notice.remove(), 12_000);
}

/** The issue or comment that an element belongs to. @param {Element} element */
export function subjectOf(element) {
  const holder = /** @type {HTMLElement | null} */ (element.closest('[data-issue]'));
  const comment = holder?.dataset['comment'];
  return { issue: Number(holder?.dataset['issue']), ...(comment === undefined ? {} : { comment: Number(comment) }) };
}
