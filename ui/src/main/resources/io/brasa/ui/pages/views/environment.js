/** What the application runs with. Secrets do not leave the server. */
import { h } from '../base/dom.js';
import { get } from '../base/api.js';
import { count } from '../base/format.js';
import { search, section } from '../parts/marks.js';
import { table } from '../parts/table.js';

/** @typedef {{ name: string, text: string }} Named */

/** @param {string} title @param {Named[]} pairs @param {string} text @param {URLSearchParams} params */
function pairs(title, pairs, text, params) {
  const rows = pairs.filter(pair => `${pair.name} ${pair.text}`.toLowerCase().includes(text));
  const id = title.toLowerCase().replaceAll(' ', '-');
  return section(title, { class: 'pairs', note: `${count(rows.length)} of ${count(pairs.length)}` }, table({
    caption: title,
    columns: [
      { id: 'name', label: 'Name', isHeader: true, value: ({ name }) => name, cell: ({ name }) => h('code', {}, name) },
      { id: 'value', label: 'Value', value: pair => pair.text, cell: pair => h('span', { class: 'value' }, pair.text) },
    ],
    rows, key: ({ name }) => name, params, parameter: `sort-${id}`, sort: 'name', empty: pairs.length === 0 ? 'Its log has none of these.' : 'Nothing matches.',
  }));
}

/** @type {import('../types.js').View} */
export const environment = {
  name: 'environment',
  section: 'environment',
  topics: () => [],
  load: ({ id, signal }) => get(['applications', id, 'environment'], {}, signal),
  title: () => 'Environment',
  render(data, { params }) {
    const text = (params.get('search') ?? '').toLowerCase();
    const classPath = (data.classPath ?? []).filter((/** @type {string} */ entry) => entry.toLowerCase().includes(text));
    return [
      h('h1', {}, 'Environment'),
      h('div', { class: 'filters wide' }, search(params, { label: 'Search names and values' })),
      pairs('Runtime', data.runtime ?? [], text, params),
      pairs('Options', data.options ?? [], text, params),
      pairs('System properties', data.properties ?? [], text, params),
      section('Class path', { note: `${count(classPath.length)} of ${count((data.classPath ?? []).length)}` },
        classPath.length === 0 ? h('p', { class: 'empty' }, 'Nothing matches, or its log has none.') : h('ol', { class: 'paths' }, classPath.map((/** @type {string} */ entry) => h('li', {}, h('code', {}, entry))))),
    ];
  },
};
