/** What is kept: datasets in memory and on disk, and what had to make way. */
import { h } from '../base/dom.js';
import { get } from '../base/api.js';
import { bytes, count } from '../base/format.js';
import { facts, meter, search, section } from '../parts/marks.js';
import { table } from '../parts/table.js';
import { named, some } from './links.js';

/** @type {import('../parts/table.js').Column<any>[]} */
const columns = [
  { id: 'dataset', label: 'Dataset', isHeader: true, isNumber: true, value: row => row.dataset, cell: row => String(row.dataset) },
  { id: 'name', label: 'What it is', value: row => row.name, cell: row => named(row.name, row.callSite) },
  { id: 'level', label: 'Kept', value: row => row.level, cell: row => h('code', {}, row.level) },
  { id: 'partitions', label: 'Partitions kept', value: row => row.partitions.memory + row.partitions.disk, cell: row => meter(row.partitions.total === 0 ? 0 : Math.min(1, (row.partitions.memory + row.partitions.disk) / row.partitions.total), ` of ${count(row.partitions.total)}`) },
  { id: 'inMemory', label: 'In memory', isNumber: true, value: row => row.partitions.memory, cell: row => some(row.partitions.memory, count) },
  { id: 'onDisk', label: 'On disk', isNumber: true, value: row => row.partitions.disk, cell: row => some(row.partitions.disk, count) },
  { id: 'memoryBytes', label: 'Memory', isNumber: true, value: row => row.memoryBytes, cell: row => some(row.memoryBytes, bytes) },
  { id: 'diskBytes', label: 'Disk', isNumber: true, value: row => row.diskBytes, cell: row => some(row.diskBytes, bytes) },
  { id: 'evictions', label: 'Evictions', title: 'Partitions that made way for others', isNumber: true, value: row => row.evictions, cell: row => (row.evictions > 0 ? h('span', { class: 'much' }, count(row.evictions)) : some(row.evictions, count)) },
];

/** @type {import('../types.js').View} */
export const storage = {
  name: 'storage',
  section: 'storage',
  topics: () => ['storage'],
  load: ({ id, signal }) => get(['applications', id, 'storage'], {}, signal),
  title: () => 'Storage',
  render(all, { params }) {
    const total = (/** @type {(row: any) => number} */ of) => all.reduce((/** @type {number} */ sum, /** @type {any} */ row) => sum + (of(row) ?? 0), 0);
    const text = (params.get('search') ?? '').toLowerCase();
    const rows = all.filter((/** @type {any} */ row) => `${row.dataset} ${row.name} ${row.level}`.toLowerCase().includes(text));
    const evictions = total(row => row.evictions);
    return [
      h('h1', {}, 'Storage'),
      facts([['Datasets kept', count(all.length)], ['In memory', bytes(total(row => row.memoryBytes))], ['On disk', bytes(total(row => row.diskBytes))], ['Evictions', count(evictions)]]),
      evictions > 0 ? h('p', { class: 'hint' }, 'Partitions made way for others and are computed again when they are read. More memory, a level with disk, or fewer datasets kept at a time (unpersist) spares that.') : null,
      section('Kept datasets', { tools: h('div', { class: 'filters' }, search(params, { label: 'Search datasets' })) },
        table({ caption: 'Kept datasets', columns, rows, key: row => row.dataset, params, sort: '-memoryBytes', empty: all.length === 0 ? 'No dataset is kept: call cache() or persist(…) on one that several jobs read.' : 'Nothing matches.' })),
    ];
  },
};
