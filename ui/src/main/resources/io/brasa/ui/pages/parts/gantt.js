/** Bars over time, few enough to be elements: jobs of an application, stages of a job. */
import { h } from '../base/dom.js';
import { clockTime, duration } from '../base/format.js';

/**
 * @param {{ label: string, rows: { id: string, name: string, status: string, href: string, start: number, end: number | null }[] }} of
 */
export function gantt({ label, rows }) {
  if (rows.length === 0) return h('p', { class: 'empty' }, 'Nothing has started yet.');
  const now = Date.now();
  const from = Math.min(...rows.map(row => row.start));
  const to = Math.max(from + 1, ...rows.map(row => row.end ?? now));
  const at = (/** @type {number} */ millis) => (100 * (millis - from)) / (to - from);
  return h('div', { class: 'gantt' },
    h('ol', { 'aria-label': label }, [...rows].sort((a, b) => a.start - b.start).map(row => {
      const end = row.end ?? now;
      const words = `${row.name}: ${row.status}, ${duration(end - row.start)} from ${clockTime(row.start)}`;
      return h('li', { key: row.id }, h('a', { href: row.href, title: words },
        h('span', { class: 'name' }, row.name, h('span', { class: 'unseen' }, ` ${row.status}`)),
        h('span', { class: 'lane' }, h('span', { class: `span ${row.status}`, vars: { '--from': `${at(row.start)}%`, '--width': `${Math.max(0.3, at(end) - at(row.start))}%` } })),
        h('span', { class: 'took' }, duration(end - row.start))));
    })),
    h('p', { class: 'scale', 'aria-hidden': 'true' }, h('span', {}, clockTime(from)), h('span', {}, `+${duration((to - from) / 2)}`), h('span', {}, `+${duration(to - from)}`)));
}
