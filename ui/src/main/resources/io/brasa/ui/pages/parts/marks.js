/** Small signs: how something stands, how far it is, what it is called. Never by colour alone. */
import { h } from '../base/dom.js';
import { count, percent } from '../base/format.js';
import { adjust } from '../base/route.js';

const SIGNS = /** @type {Record<string, string>} */ ({ running: '▶', succeeded: '✓', failed: '✗', cancelled: '■', waiting: '…', reused: '↷', ended: '■', lost: '✗', error: '✗', warning: '!' });

/** @param {string} status */
export function badge(status) {
  return h('span', { class: `badge ${status}` }, h('span', { 'aria-hidden': 'true' }, SIGNS[status] ?? '·'), ` ${status}`);
}

/** How many tasks are done, as a bar and in figures. @param {import('../types.js').Tasks} tasks */
export function progress(tasks) {
  const { total, running, succeeded, failed } = tasks;
  const share = (/** @type {number} */ part) => `${total === 0 ? 0 : Math.min(100, (100 * part) / total)}%`;
  const words = `${count(succeeded)} of ${count(total)}${running > 0 ? `, ${count(running)} running` : ''}${failed > 0 ? `, ${count(failed)} failed` : ''}`;
  return h(
    'span',
    { class: 'tasks' },
    h('span', { class: 'bar', 'aria-hidden': 'true', vars: { '--done': share(succeeded), '--running': share(running) } }),
    h('span', { class: 'words' }, words),
  );
}

/** @param {number | null | undefined} share 0 to 1 @param {string} [label] */
export function meter(share, label = '') {
  if (share === null || share === undefined) return null;
  return h('span', { class: 'meter' }, h('span', { class: 'bar', 'aria-hidden': 'true', vars: { '--done': `${Math.min(100, share * 100)}%` } }), ` ${percent(share)}${label}`);
}

/** Facts side by side: [label, value]. @param {([string, import('../base/dom.js').Child] | null | false)[]} facts */
export function facts(facts) {
  return h('dl', { class: 'facts' }, facts.filter(fact => fact !== null && fact !== false).map(fact => {
    const [label, value] = /** @type {[string, import('../base/dom.js').Child]} */ (fact);
    return h('div', {}, h('dt', {}, label), h('dd', {}, value));
  }));
}

/** @param {string} title @param {{ id?: string, note?: import('../base/dom.js').Child, tools?: import('../base/dom.js').Child, class?: string }} options @param {...import('../base/dom.js').Child} children */
export function section(title, options, ...children) {
  const id = options.id ?? title.toLowerCase().replace(/[^a-z]+/g, '-');
  return h(
    'section',
    { class: options.class, 'aria-labelledby': `${id}-title`, key: `section-${id}` },
    h('div', { class: 'heading' }, h('h2', { id: `${id}-title` }, title), options.note ? h('span', { class: 'note' }, options.note) : null, options.tools),
    children,
  );
}

/** The way to this page. @param {([string, string])[]} steps */
export function trail(steps) {
  return h('nav', { class: 'trail', 'aria-label': 'Where this is' }, h('ol', {}, steps.map(([text, href]) => h('li', {}, h('a', { href }, text)))));
}

/** A search field bound to the address. @param {URLSearchParams} params @param {{ label: string, parameter?: string }} options */
export function search(params, { label, parameter = 'search' }) {
  let timer = 0;
  return h('input', {
    type: 'search',
    class: 'search',
    key: `search-${parameter}`,
    placeholder: label,
    'aria-label': label,
    'aria-keyshortcuts': '/',
    value: params.get(parameter) ?? '',
    oninput: (/** @type {Event} */ event) => {
      const { value } = /** @type {HTMLInputElement} */ (event.target);
      clearTimeout(timer);
      timer = setTimeout(() => adjust({ [parameter]: value }), 150);
    },
  });
}

/** Which of some is wanted, bound to the address. @param {URLSearchParams} params @param {string} parameter @param {string} label @param {string[]} choices */
export function choice(params, parameter, label, choices) {
  const now = params.get(parameter) ?? '';
  return h(
    'label',
    { class: 'choice' },
    h('span', {}, label),
    h(
      'select',
      { onchange: (/** @type {Event} */ event) => adjust({ [parameter]: /** @type {HTMLSelectElement} */ (event.target).value }) },
      h('option', { value: '', selected: now === '' }, 'all'),
      choices.map(each => h('option', { value: each, selected: now === each }, each)),
    ),
  );
}

/** Lines of an error that are shown at once: what happened, and mostly why. */
const LINES = 3;

/** An error as the engine says it, with the rest of it on demand. @param {string | null | undefined} error */
export function failure(error) {
  if (!error) return null;
  const [first = '', ...others] = error.split('\n');
  return h(
    'div',
    { class: 'failure' },
    h('p', {}, h('strong', {}, first)),
    others.slice(0, LINES - 1).map(line => h('p', {}, line.trim())),
    others.length >= LINES ? h('details', {}, h('summary', {}, 'All of the message'), h('pre', { tabindex: '0' }, error)) : null,
  );
}
