/** One stage: first what held it, then when its tasks ran, how they differ, and each of them. */
import { h } from '../base/dom.js';
import { ApiError, get } from '../base/api.js';
import { adjust } from '../base/route.js';
import { bytes, count, duration, metrics, short, taken, time, timeOfDay } from '../base/format.js';
import { badge, choice, facts, failure, meter, progress, search, section, trail } from '../parts/marks.js';
import { findings } from '../parts/findings.js';
import { longTable } from '../parts/rows.js';
import { table } from '../parts/table.js';
import { timeline } from '../parts/timeline.js';
import { link } from '../base/route.js';
import { some, stageName, toJob, toStage } from './links.js';

/** @typedef {import('../types.js').StageDetail} StageDetail */

/** Metrics that are all zero say nothing. @param {Record<string, import('../types.js').Quantiles>} quantiles */
const telling = quantiles => Object.entries(quantiles).filter(([name, each]) => name === 'wallMillis' || each.max > 0);

/** Where the middle half lies between least and most. @param {import('../types.js').Quantiles} each */
function spread(each) {
  const at = (/** @type {number} */ value) => `${each.max === 0 ? 0 : (100 * value) / each.max}%`;
  return h('span', { class: 'spread', 'aria-hidden': 'true', vars: { '--min': at(each.min), '--p25': at(each.p25), '--median': at(each.median), '--p75': at(each.p75), '--max': at(each.max) } });
}

/** @param {StageDetail} stage @param {URLSearchParams} params */
function quantiles(stage, params) {
  /** @type {import('../parts/table.js').Column<[string, import('../types.js').Quantiles]>[]} */
  const columns = [
    { id: 'metric', label: 'Of its tasks', isHeader: true, cell: ([name]) => metrics[name]?.label ?? name },
    ...(/** @type {(keyof import('../types.js').Quantiles)[]} */ (['min', 'p25', 'median', 'p75', 'max'])).map(part => ({
      id: part,
      label: { min: 'Least', p25: 'Quarter', median: 'Median', p75: 'Three quarters', max: 'Most' }[part],
      isNumber: true,
      cell: (/** @type {[string, import('../types.js').Quantiles]} */ [name, each]) => (metrics[name]?.write ?? short)(each[part]),
    })),
    { id: 'spread', label: 'Spread', cell: ([, each]) => spread(each) },
    { id: 'ratio', label: 'Most / median', isNumber: true, cell: ([, each]) => (each.median > 0 ? h('span', { class: each.max / each.median >= 4 ? 'much' : '' }, `${(each.max / each.median).toFixed(1)} ×`) : '–') },
  ];
  return table({ caption: 'How the tasks of this stage differ', columns, rows: telling(stage.quantiles ?? {}), key: ([name]) => name, params, parameter: 'quantiles', empty: 'No task has ended yet.' });
}

/** @param {StageDetail} stage @param {URLSearchParams} params */
function executors(stage, params) {
  const rows = stage.perExecutor ?? [];
  const names = Object.keys(metrics).filter(name => rows.some(row => row[name] > 0));
  /** @type {import('../parts/table.js').Column<Record<string, any>>[]} */
  const columns = [
    { id: 'executor', label: 'Executor', isHeader: true, value: row => row.executor, cell: row => row.executor },
    { id: 'tasks', label: 'Tasks', isNumber: true, value: row => row.tasks.total, cell: row => count(row.tasks.total) },
    { id: 'failed', label: 'Failed', isNumber: true, value: row => row.tasks.failed, cell: row => some(row.tasks.failed, count) },
    ...names.map(name => ({ id: name, label: metrics[name]?.label ?? name, isNumber: true, value: (/** @type {Record<string, any>} */ row) => row[name], cell: (/** @type {Record<string, any>} */ row) => some(row[name], metrics[name]?.write ?? short) })),
  ];
  return table({ caption: 'This stage by executor', columns, rows, key: row => row.executor, params, parameter: 'executors', sort: '-tasks', empty: 'No executor has taken a task yet.' });
}

/** The keys that most rows had, as far as tasks have told. @param {StageDetail} stage @param {URLSearchParams} params */
function heaviest(stage, params) {
  const rows = stage.heavyKeys ?? [];
  if (rows.length === 0) return null;
  return section('Heaviest keys', {}, table({
    caption: 'Heaviest keys', columns: [
      { id: 'key', label: 'Key', isHeader: true, value: row => row.key, cell: row => h('code', {}, row.key) },
      { id: 'rows', label: 'Rows, about', isNumber: true, value: row => row.rows, cell: row => count(row.rows) },
      { id: 'partition', label: 'Partition', isNumber: true, value: row => row.partition, cell: row => count(row.partition) },
      { id: 'share', label: 'Of its partition', value: row => row.rows / Math.max(1, row.partitionRows), cell: row => meter(Math.min(1, row.rows / Math.max(1, row.partitionRows)), ` of ${short(row.partitionRows)} rows`) },
    ],
    rows, key: row => `${row.partition}/${row.isWritten}/${row.key}`, params, parameter: 'keys', sort: '-rows',
  }));
}

/** @param {StageDetail} stage @returns {import('../parts/table.js').Column<any>[]} */
function taskColumns(stage) {
  const names = Object.keys(metrics).filter(name => name !== 'wallMillis' && name !== 'cpuMillis' && (stage.quantiles?.[name]?.max ?? 0) > 0);
  return [
    { id: 'partition', label: 'Partition', width: 104, isNumber: true, isHeader: true, value: row => row.partition, cell: row => count(row.partition) },
    { id: 'attempt', label: 'Try', width: 58, isNumber: true, value: row => row.attempt, cell: row => String(row.attempt) },
    { id: 'status', label: 'Status', width: 128, value: row => row.status, cell: row => badge(row.status) },
    { id: 'executor', label: 'Executor', width: 130, value: row => row.executor, cell: row => row.executor },
    { id: 'startedMillis', label: 'Started', width: 86, isNumber: true, value: row => row.startedMillis, cell: row => timeOfDay(row.startedMillis) },
    { id: 'wallMillis', label: 'Took', width: 100, isNumber: true, value: row => row.wallMillis, cell: row => duration(row.wallMillis ?? taken(row)) },
    ...names.map(name => ({ id: name, label: metrics[name]?.label ?? name, width: name === 'gcMillis' ? 156 : 112, isNumber: true, value: (/** @type {any} */ row) => row[name], cell: (/** @type {any} */ row) => some(row[name], metrics[name]?.write ?? short) })),
    { id: 'error', label: 'Error', cell: row => (row.error ? h('span', { class: 'error', title: row.error }, row.error.split('\n')[0]) : '') },
  ];
}

/** The tasks of old stages may have been dropped; what is known of all of them together is still there. @param {unknown} failure */
function dropped(failure) {
  if (failure instanceof ApiError && failure.status === 404) return null;
  throw failure;
}

let version = 0;

/** @type {import('../types.js').View} */
export const stage = {
  name: 'stage',
  section: 'stages',
  topics: ([id, attempt]) => [`stages/${id}/${attempt}`],
  async load({ id, ids: [stageId, attempt = '0'], signal }) {
    const path = ['applications', id, 'stages', String(stageId), attempt];
    const [detail, times] = await Promise.all([get(path, {}, signal), get([...path, 'timeline'], { buckets: 400 }, signal).catch(dropped)]);
    return { stage: detail, times, version: ++version };
  },
  title: data => stageName(data.stage),
  render(data, { id, params }) {
    /** @type {StageDetail} */
    const own = data.stage;
    const isRunning = own.status === 'running';
    return [
      trail([['Jobs', link(['app', id, 'jobs'])], ...(own.job === null || own.job === undefined ? [] : [/** @type {[string, string]} */ ([`Job ${own.job}`, toJob(id, own.job)])])]),
      h('div', { class: 'title' }, h('h1', {}, stageName(own)), badge(own.status), h('span', { class: 'subject' }, own.name)),
      own.callSite === own.name ? null : h('p', { class: 'site' }, own.callSite),
      failure(own.error),
      own.findings && section('What held it', { class: 'first' }, findings(own.findings, isRunning ? (own.tasks.total > 5000 ? 'What held a stage of so many tasks is worked out when it has ended.' : 'Nothing found so far.') : 'Nothing that can be seen from its tasks held this stage.')),
      facts([
        ['Took', duration(taken(own))],
        ['Started', time(own.startedMillis)],
        ['Tasks', progress(own.tasks)],
        own.inputBytes > 0 && ['Input', bytes(own.inputBytes)],
        ['Rows in → out', `${short(own.rowsIn)} → ${short(own.rowsOut)}`],
        own.shuffleReadBytes > 0 && ['Shuffle read', bytes(own.shuffleReadBytes)],
        own.shuffleWriteBytes > 0 && ['Shuffle write', bytes(own.shuffleWriteBytes)],
        own.spillBytes > 0 && ['Spilled', bytes(own.spillBytes)],
        own.peakMemoryBytes > 0 && ['Peak memory of a task', bytes(own.peakMemoryBytes)],
        (own.parents ?? []).length > 0 && ['Reads from', (own.parents ?? []).map((parent, index) => [index > 0 ? ', ' : '', h('a', { href: toStage(id, parent, 0) }, `stage ${parent}`)])],
      ]),
      data.times === null ? h('p', { class: 'hint' }, 'The tasks of this stage are not kept any more: newer ones took their place. Sums and quantiles are; the event log, if there is one, has all.') : section('When its tasks ran', { note: data.times.histogram ? 'tasks running at a time, by executor' : 'a row is a slot; point at a task, or walk with ← →' },
        data.times.lanes.length === 0 ? h('p', { class: 'empty' }, 'No task has started yet.') : timeline({
          label: `Tasks of stage ${own.id} over time`, data: data.times, now: isRunning ? Date.now() - data.times.from : null,
          onPick: lane => adjust({ search: lane }),
        })),
      section('How its tasks differ', {}, quantiles(own, params)),
      heaviest(own, params),
      section('By executor', {}, executors(own, params)),
      data.times !== null && section('Tasks', { note: `attempts at ${count(own.tasks.total)} ${own.tasks.total === 1 ? 'partition' : 'partitions'}`, tools: h('div', { class: 'filters' }, search(params, { label: 'Search executors and errors' }), choice(params, 'status', 'Status', ['running', 'succeeded', 'failed', 'cancelled'])) },
        longTable({
          caption: 'Tasks', columns: taskColumns(own), path: ['applications', id, 'stages', String(own.id), String(own.attempt), 'tasks'],
          query: { search: params.get('search') ?? '', status: params.get('status') ?? '' },
          sort: params.get('sort') ?? 'partition', key: row => `${row.partition}.${row.attempt}`, version: data.version, empty: 'No task matches, or none has started yet.',
        })),
    ];
  },
};
