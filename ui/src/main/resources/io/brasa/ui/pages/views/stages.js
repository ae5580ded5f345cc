/** All stages of an application. */
import { h } from '../base/dom.js';
import { choice, search, section } from '../parts/marks.js';
import { longTable } from '../parts/rows.js';
import { stageColumns } from './links.js';

let version = 0;

/** @type {import('../types.js').View} */
export const stages = {
  name: 'stages',
  section: 'stages',
  topics: () => ['stages'],
  load: async () => ({ version: ++version }),
  title: () => 'Stages',
  render(data, { id, params }) {
    return [
      h('h1', {}, 'Stages'),
      section('All stages', { tools: h('div', { class: 'filters' }, search(params, { label: 'Search names and call sites' }), choice(params, 'status', 'Status', ['running', 'succeeded', 'failed', 'waiting'])) },
        longTable({
          caption: 'Stages', columns: stageColumns(id), path: ['applications', id, 'stages'],
          query: { search: params.get('search') ?? '', status: params.get('status') ?? '' },
          sort: params.get('sort') ?? '-id', key: row => `${row.id}.${row.attempt}`, version: data.version, empty: 'No stage matches, or none has run yet.',
        })),
    ];
  },
};
