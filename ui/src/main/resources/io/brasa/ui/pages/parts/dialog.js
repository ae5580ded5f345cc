/** Questions above the page. The browser's own dialogs keep the focus inside and give it back. */
import { h } from '../base/dom.js';

/** @param {string} title @param {import('../base/dom.js').Child} content @param {HTMLElement[]} buttons */
function open(title, content, buttons) {
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' }, h('h2', { id: 'dialog-title' }, title), content, h('div', { class: 'buttons' }, buttons));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Asks before something is done; an error of doing it is shown where it was asked.
 * @param {{ title: string, text: string, yes: string, act: () => Promise<void> }} question
 */
export function confirm({ title, text, yes, act }) {
  const problem = h('p', { class: 'failure', role: 'alert', hidden: true });
  const go = h('button', { type: 'button', class: 'danger' }, yes);
  const no = h('button', { type: 'button', autofocus: true }, 'No, leave it');
  const dialog = open(title, [h('p', {}, text), problem], [no, go]);
  no.onclick = () => dialog.close();
  go.onclick = async () => {
    go.disabled = true;
    try {
      await act();
      dialog.close();
    } catch (failure) {
      problem.hidden = false;
      const said = /** @type {any} */ (failure);
      problem.textContent = [said.message, said.remedy].filter(Boolean).join(' ');
      go.disabled = false;
    }
  };
}

/** What keys do. */
export function keys() {
  const rows = [
    ['/', 'search this page'],
    ['↑ ↓ Home End', 'from row to row in a table; Enter opens'],
    ['← →', 'along a chart or a timeline'],
    ['g then o, j, s, q', 'overview, jobs, stages, queries'],
    ['g then t, e, r, v, p', 'storage, executors, streams, environment, problems'],
    ['?', 'this list'],
  ];
  const close = h('button', { type: 'button', autofocus: true }, 'Close');
  const dialog = open('Keys', h('dl', { class: 'keys' }, rows.map(([key, what]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, what)))), [close]);
  close.onclick = () => dialog.close();
}
