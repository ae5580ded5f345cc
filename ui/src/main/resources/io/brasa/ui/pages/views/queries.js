/** All SQL statements and DataFrames that ran. */
import { h } from '../base/dom.js';
import { count, duration, taken, timeOfDay } from '../base/format.js';
import { badge, choice, search, section } from '../parts/marks.js';
import { longTable } from '../parts/rows.js';
import { toJob, toQuery } from './links.js';

/** @param {string} application @returns {import('../parts/table.js').Column<import('../types.js').Query>[]} */
const columns = application => [
  { id: 'id', label: 'Query', width: 74, isNumber: true, isHeader: true, value: query => query.id, cell: query => h('a', { href: toQuery(application, query.id) }, String(query.id)) },
  { id: 'text', label: 'Text', value: query => query.text, cell: query => h('code', { class: 'what', title: query.text }, query.text.replace(/\s+/g, ' ')) },
  { id: 'status', label: 'Status', width: 118, value: query => query.status, cell: query => badge(query.status) },
  { id: 'startedMillis', label: 'Started', width: 96, isNumber: true, value: query => query.startedMillis, cell: query => timeOfDay(query.startedMillis) },
  { id: 'durationMillis', label: 'Took', width: 96, isNumber: true, value: query => taken(query), cell: query => duration(taken(query)) },
  { id: 'rows', label: 'Rows', width: 96, isNumber: true, value: query => query.rows, cell: query => count(query.rows) },
  { id: 'jobs', label: 'Jobs', width: 140, cell: query => query.jobs.slice(0, 5).map((job, index) => [index > 0 ? ', ' : '', h('a', { href: toJob(application, job) }, String(job))]).concat(query.jobs.length > 5 ? [[` +${query.jobs.length - 5}`, '']] : []) },
];

let version = 0;

/** @type {import('../types.js').View} */
export const queries = {
  name: 'queries',
  section: 'queries',
  topics: () => ['queries'],
  load: async () => ({ version: ++version }),
  title: () => 'Queries',
  render(data, { id, params }) {
    return [
      h('h1', {}, 'Queries'),
      section('SQL and DataFrames', { tools: h('div', { class: 'filters' }, search(params, { label: 'Search texts' }), choice(params, 'status', 'Status', ['running', 'succeeded', 'failed', 'cancelled'])) },
        longTable({
          caption: 'Queries', columns: columns(id), path: ['applications', id, 'queries'],
          query: { search: params.get('search') ?? '', status: params.get('status') ?? '' },
          sort: params.get('sort') ?? '-id', key: row => String(row.id), version: data.version, empty: 'No query matches, or none has run yet.',
        })),
    ];
  },
};
