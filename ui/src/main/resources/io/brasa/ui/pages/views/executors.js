/** The processes that compute: their work, their memory and their garbage collection over time. */
import { h } from '../base/dom.js';
import { get } from '../base/api.js';
import { bytes, count, duration, finePercent, time } from '../base/format.js';
import { badge, meter, search, section } from '../parts/marks.js';
import { chart } from '../parts/chart.js';
import { table } from '../parts/table.js';
import { some } from './links.js';

const CHARTED = 12;

/** @typedef {import('../types.js').Executor} Executor */

/** @param {boolean} isLive @returns {import('../parts/table.js').Column<Executor>[]} */
const columns = isLive => [
  { id: 'id', label: 'Executor', isHeader: true, value: each => each.id, cell: each => each.id },
  { id: 'status', label: 'Status', value: each => standing(each, isLive), cell: each => badge(standing(each, isLive)) },
  { id: 'host', label: 'Host', value: each => each.host, cell: each => each.host },
  { id: 'slots', label: 'Slots', isNumber: true, value: each => each.slots, cell: each => count(each.slots) },
  { id: 'running', label: 'Running', isNumber: true, value: each => each.tasks.running, cell: each => some(each.tasks.running, count) },
  { id: 'succeeded', label: 'Done', isNumber: true, value: each => each.tasks.succeeded, cell: each => some(each.tasks.succeeded, count) },
  { id: 'failed', label: 'Failed', isNumber: true, value: each => each.tasks.failed, cell: each => some(each.tasks.failed, count) },
  { id: 'heap', label: 'Heap', value: each => (each.memory ? each.memory.heapUsed / Math.max(1, each.memory.heapMax) : null), cell: each => (each.memory?.heapMax ? meter(each.memory.heapUsed / each.memory.heapMax, ` of ${bytes(each.memory.heapMax)}`) : '–') },
  { id: 'account', label: 'Engine’s memory', title: 'Reserved for execution and for kept datasets, of the limit', value: each => (each.memory ? (each.memory.executionUsed ?? 0) + (each.memory.storageUsed ?? 0) : null), cell: each => (each.memory?.limit ? meter(((each.memory.executionUsed ?? 0) + (each.memory.storageUsed ?? 0)) / each.memory.limit, ` of ${bytes(each.memory.limit)}`) : '–') },
  { id: 'gcMillis', label: 'Garbage collection', isNumber: true, value: each => each.gcMillis, cell: each => duration(each.gcMillis) },
  { id: 'shuffleReadBytes', label: 'Shuffle read', isNumber: true, value: each => each.shuffleReadBytes, cell: each => some(each.shuffleReadBytes, bytes) },
  { id: 'shuffleWriteBytes', label: 'Shuffle write', isNumber: true, value: each => each.shuffleWriteBytes, cell: each => some(each.shuffleWriteBytes, bytes) },
  { id: 'addedMillis', label: 'Since', isNumber: true, value: each => each.addedMillis, cell: each => time(each.addedMillis) },
  { id: 'lossReason', label: 'Why it was lost', cell: each => (each.lossReason ? h('span', { class: 'error' }, each.lossReason) : '') },
];

/** @param {Executor} executor @param {boolean} isLive */
const standing = (executor, isLive) => (executor.lostMillis !== null ? 'lost' : isLive ? 'running' : 'ended');

/** @param {Executor} executor */
function charts(executor) {
  const names = executor.sampleNames ?? ['millis', 'heapUsed', 'gcMillis'];
  const column = (/** @type {string} */ name) => {
    const at = names.indexOf(name);
    return at < 0 ? null : executor.samples.map(sample => sample[at] ?? null);
  };
  const times = /** @type {number[]} */ (column('millis') ?? []);
  if (times.length < 2) return h('p', { class: 'empty' }, `Executor ${executor.id} has not reported its memory yet.`);
  const gc = column('gcMillis');
  // What is counted since the start becomes the share of the time between two reports.
  const share = gc?.map((value, index) => {
    const before = gc[index - 1];
    const span = /** @type {number} */ (times[index]) - (times[index - 1] ?? 0);
    return index === 0 || value === null || before === null || before === undefined || span <= 0 ? null : Math.min(1, Math.max(0, value - before) / span);
  });
  const memory = [['heapUsed', 'heap', 'one'], ['executionUsed', 'execution', 'two'], ['storageUsed', 'kept datasets', 'three']]
    .map(([name, label, className]) => ({ name: String(label), values: column(String(name)) ?? [], class: String(className), isArea: name === 'heapUsed' })).filter(series => series.values.some(value => value !== null && value > 0));
  return [
    memory.length > 0 ? h('div', { class: 'panel' }, h('h4', {}, 'Memory'), chart({ label: `Memory of executor ${executor.id}`, times, series: memory, write: bytes, isBytes: true, limit: executor.memory?.heapMax ? { name: `heap limit ${bytes(executor.memory.heapMax)}`, value: executor.memory.heapMax } : undefined })) : null,
    share ? h('div', { class: 'panel' }, h('h4', {}, 'Time in garbage collection'), chart({ label: `Share of time in garbage collection of executor ${executor.id}`, times, series: [{ name: 'garbage collection', values: share, class: 'four', isArea: true }], write: finePercent })) : null,
  ];
}

/** @type {import('../types.js').View} */
export const executors = {
  name: 'executors',
  section: 'executors',
  topics: () => ['executors'],
  load: ({ id, signal }) => get(['applications', id, 'executors'], {}, signal),
  title: () => 'Executors',
  render(all, { params, application }) {
    const text = (params.get('search') ?? '').toLowerCase();
    /** @type {Executor[]} */
    const rows = all.filter((/** @type {Executor} */ each) => `${each.id} ${each.host} ${each.lossReason ?? ''}`.toLowerCase().includes(text));
    const charted = rows.slice(0, CHARTED);
    return [
      h('h1', {}, 'Executors'),
      section('All executors', { note: `${count(rows.filter(each => each.lostMillis === null).length)} of ${count(rows.length)} not lost`, tools: h('div', { class: 'filters' }, search(params, { label: 'Search executors and hosts' })) },
        table({ caption: 'Executors', columns: columns(application?.live ?? false), rows, key: each => each.id, params, sort: 'id', empty: all.length === 0 ? 'No executor has registered yet.' : 'Nothing matches.' })),
      section('Memory and garbage collection', { note: rows.length > CHARTED ? `the first ${CHARTED} of ${count(rows.length)}: search for others` : null },
        charted.map(each => h('article', { class: 'executor', key: each.id }, h('h3', {}, `Executor ${each.id}`, h('span', { class: 'note' }, ` ${each.host}`)), h('div', { class: 'pair' }, charts(each))))),
    ];
  },
};
