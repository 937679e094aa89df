// @ts-check
/** Who one is on the page. */

const personKey = 'person';

/** Remembered for each tab. @returns {string} */
export function person() {
  const select = /** @type {HTMLSelectElement | null} */ (document.querySelector('select[data-person]'));
  return sessionStorage.getItem(personKey) ?? select?.value ?? '';
}

export function showPerson() {
  const login = person();
  for (const select of document.querySelectorAll('select[data-person]')) {
    if (select instanceof HTMLSelectElement) select.value = login;
  }
  for (const image of document.querySelectorAll('img[data-person-avatar]')) {
    if (!(image instanceof HTMLImageElement)) continue;
    image.src = `/avatars/${encodeURIComponent(login)}.svg`;
    image.hidden = false;
  }
}

/** @param {string} login */
export function choosePerson(login) {
  sessionStorage.setItem(personKey, login);
  showPerson();
}
