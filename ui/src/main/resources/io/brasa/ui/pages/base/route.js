/**
 * Addresses. All that decides what is shown is behind the `#`, so a link can be sent to somebody and the server needs to
 * know nothing of it: `#/app/A/stages/3/0?sort=-wallMillis&search=x`.
 *
 * @typedef {{ path: string[], params: URLSearchParams }} Route
 */

/** @returns {Route} */
export function here() {
  const text = location.hash.replace(/^#\/?/, '');
  const cut = text.indexOf('?');
  const path = (cut < 0 ? text : text.slice(0, cut)).split('/').filter(part => part !== '').map(decodeURIComponent);
  return { path, params: new URLSearchParams(cut < 0 ? '' : text.slice(cut + 1)) };
}

/** @param {(string | number)[]} path @param {Record<string, string | number | null | undefined>} [params] */
export function link(path, params = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return `#/${path.map(part => encodeURIComponent(String(part))).join('/')}${text === '' ? '' : `?${text}`}`;
}

/** The address that is shown now, with some parameters changed; those set to the empty string go. @param {Record<string, string>} changes */
export function changed(changes) {
  const { path, params } = here();
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') params.delete(name);
    else params.set(name, value);
  }
  return link(path, Object.fromEntries(params));
}

/** Changes parameters without a step in the browser's history: nobody wants to go back letter by letter. @param {Record<string, string>} changes */
export function adjust(changes) {
  history.replaceState(null, '', changed(changes));
  dispatchEvent(new HashChangeEvent('hashchange'));
}
