/** D3, loaded when the first drawing needs it. Its one file is a classic script that leaves a global behind. */

/** @type {Promise<any> | null} */
let loaded = null;

/** @returns {Promise<any>} */
export function d3() {
  const file = new URL('webjars/d3/dist/d3.min.js', document.baseURI);
  file.hash = '';
  loaded ??= import(file.href).then(() => /** @type {any} */ (globalThis).d3);
  return loaded;
}
