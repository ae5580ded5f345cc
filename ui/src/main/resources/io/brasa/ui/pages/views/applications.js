/** All applications that the server knows: one that runs, or a folder of logs. */
import { h } from '../base/dom.js';
import { get } from '../base/api.js';
import { link } from '../base/route.js';
import { count, duration, taken, time } from '../base/format.js';
import { badge, choice, search, section } from '../parts/marks.js';
import { table } from '../parts/table.js';

/** @param {import('../types.js').Application} application */
export const status = application => (application.live ? 'running' : application.endedMillis === null ? 'lost' : 'ended');

/** @type {import('../parts/table.js').Column<import('../types.js').Application>[]} */
const columns = [
  { id: 'name', label: 'Application', isHeader: true, value: each => each.name, cell: each => h('span', { class: 'named' }, h('a', { href: link(['app', each.id]), class: 'what' }, each.name), h('span', { class: 'site' }, each.id), each.error ? h('span', { class: 'badge warning', title: each.error }, each.live ? '! incomplete' : '! damaged log') : null) },
  { id: 'status', label: 'Status', value: status, cell: each => badge(status(each)) },
  { id: 'startedMillis', label: 'Started', isNumber: true, value: each => each.startedMillis, cell: each => time(each.startedMillis) },
  { id: 'took', label: 'Took', isNumber: true, value: each => taken(each), cell: each => (each.endedMillis === null && !each.live ? '–' : duration(taken(each))) },
  { id: 'jobs', label: 'Jobs', isNumber: true, value: each => each.jobs, cell: each => count(each.jobs) },
  { id: 'problems', label: 'Problems', isNumber: true, value: each => each.problems, cell: each => count(each.problems) },
  { id: 'master', label: 'Master', value: each => each.master, cell: each => h('code', {}, each.master) },
  { id: 'version', label: 'Version', value: each => each.version, cell: each => each.version },
];

/** @type {import('../types.js').View} */
export const applications = {
  name: 'applications',
  section: 'applications',
  topics: () => ['applications'],
  load: ({ signal }) => get(['applications'], {}, signal),
  title: () => 'Applications',
  render(all, { params }) {
    const text = (params.get('search') ?? '').toLowerCase();
    const wanted = params.get('status') ?? '';
    const rows = all.filter((/** @type {import('../types.js').Application} */ each) => (text === '' || `${each.name} ${each.id} ${each.master}`.toLowerCase().includes(text)) && (wanted === '' || status(each) === wanted));
    return [
      h('h1', {}, 'Applications'),
      section('Known here', { note: `${count(rows.length)} of ${count(all.length)}`, tools: h('div', { class: 'filters' }, search(params, { label: 'Search names and ids' }), choice(params, 'status', 'Status', ['running', 'ended', 'lost']),
        h('a', { class: 'button', href: link(['compare']) }, 'Compare two runs')) },
        table({ caption: 'Applications', columns, rows, key: each => each.id, params, sort: '-startedMillis', empty: all.length === 0 ? 'No application has left a log here yet.' : 'Nothing matches.' })),
    ];
  },
};
