/** Streaming queries: how fast rows come, how fast they are dealt with, how late they are. */
import { h } from '../base/dom.js';
import { get } from '../base/api.js';
import { bytes, duration, short, taken, time } from '../base/format.js';
import { badge, facts, failure, search, section } from '../parts/marks.js';
import { chart } from '../parts/chart.js';

/** @param {any} stream */
function charts(stream) {
  const names = stream.sampleNames ?? ['millis', 'inputRowsPerSecond', 'processedRowsPerSecond', 'delayMillis', 'stateBytes'];
  const column = (/** @type {string} */ name) => {
    const at = names.indexOf(name);
    return at < 0 ? [] : stream.samples.map((/** @type {number[]} */ sample) => sample[at] ?? null);
  };
  const times = column('millis');
  if (times.length < 2) return h('p', { class: 'empty' }, 'It has not reported twice yet.');
  return h('div', { class: 'pair' },
    h('div', { class: 'panel' }, h('h4', {}, 'Rows a second'), chart({ label: `Rows a second of ${stream.name}`, times, write: short, series: [{ name: 'come', values: column('inputRowsPerSecond'), class: 'one', isArea: true }, { name: 'dealt with', values: column('processedRowsPerSecond'), class: 'two' }] })),
    h('div', { class: 'panel' }, h('h4', {}, 'Delay'), chart({ label: `Delay of ${stream.name}`, times, write: duration, series: [{ name: 'delay', values: column('delayMillis'), class: 'four', isArea: true }] })),
    column('stateBytes').some((/** @type {number | null} */ value) => value) ? h('div', { class: 'panel' }, h('h4', {}, 'State'), chart({ label: `State of ${stream.name}`, times, write: bytes, isBytes: true, series: [{ name: 'state', values: column('stateBytes'), class: 'three', isArea: true }] })) : null);
}

/** @type {import('../types.js').View} */
export const streams = {
  name: 'streams',
  section: 'streams',
  topics: () => ['streams'],
  load: ({ id, signal }) => get(['applications', id, 'streams'], {}, signal),
  title: () => 'Streams',
  render(all, { params }) {
    const text = (params.get('search') ?? '').toLowerCase();
    const shown = all.filter((/** @type {any} */ each) => each.name.toLowerCase().includes(text));
    return [
      h('h1', {}, 'Streams'),
      all.length === 0 ? h('p', { class: 'empty' }, 'This application runs no streaming query. When one does, its rates and delays are charted here.')
        : [h('div', { class: 'filters wide' }, search(params, { label: 'Search streams' })), shown.map((/** @type {any} */ stream) => section(stream.name, { id: `stream-${stream.id}`, note: badge(stream.status) },
          failure(stream.error), facts([['Started', time(stream.startedMillis)], ['Has run for', duration(taken(stream))]]), charts(stream)))],
    ];
  },
};
