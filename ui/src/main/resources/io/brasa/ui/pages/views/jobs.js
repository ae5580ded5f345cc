/** All jobs of an application. */
import { h } from '../base/dom.js';
import { choice, search, section } from '../parts/marks.js';
import { longTable } from '../parts/rows.js';
import { jobColumns } from './links.js';

let version = 0;

/** @type {import('../types.js').View} */
export const jobs = {
  name: 'jobs',
  section: 'jobs',
  topics: () => ['jobs'],
  load: async () => ({ version: ++version }),
  title: () => 'Jobs',
  render(data, { id, params }) {
    return [
      h('h1', {}, 'Jobs'),
      section('All jobs', { tools: h('div', { class: 'filters' }, search(params, { label: 'Search names and call sites' }), choice(params, 'status', 'Status', ['running', 'succeeded', 'failed', 'cancelled'])) },
        longTable({
          caption: 'Jobs', columns: jobColumns(id), path: ['applications', id, 'jobs'],
          query: { search: params.get('search') ?? '', status: params.get('status') ?? '' },
          sort: params.get('sort') ?? '-id', key: row => String(row.id), version: data.version, empty: 'No job matches, or none has run yet.',
        })),
    ];
  },
};
