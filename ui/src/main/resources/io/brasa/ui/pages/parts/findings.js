/** The sentences that say what held something, and what to change. */
import { h } from '../base/dom.js';
import { percent } from '../base/format.js';

const NAMES = /** @type {Record<string, string>} */ ({
  skew: 'Skew',
  spill: 'Spill',
  'too-few-partitions': 'Too few partitions',
  'too-many-partitions': 'Too many partitions',
  gc: 'Garbage collection',
  'fetch-wait': 'Wait for shuffle',
  opening: 'Opening of functions',
  'slow-node': 'Slow node',
  'wrong-join': 'Join',
  cartesian: 'Cartesian product',
  failures: 'Failures',
});

/** @param {string} kind */
export const kindName = kind => NAMES[kind] ?? kind.replaceAll('-', ' ').replace(/^./, first => first.toUpperCase());

/** @typedef {import('../types.js').Finding & { of?: { text: string, href: string, note: string } }} Shown a finding, and whose it is where that is not clear */

/** @param {Shown} finding */
function card(finding) {
  return h(
    'li',
    { class: 'finding' },
    h('div', { class: 'kind' }, h('span', { class: 'badge warning' }, h('span', { 'aria-hidden': 'true' }, '!'), ` ${kindName(finding.kind)}`),
      finding.share ? h('span', { class: 'share' }, h('strong', {}, percent(finding.share)), ' of the time') : null),
    h('p', { class: 'sentence' }, finding.of ? [h('a', { href: finding.of.href }, finding.of.text), h('span', { class: 'note' }, ` ${finding.of.note} `)] : null, finding.sentence),
    finding.remedy ? h('p', { class: 'remedy' }, h('strong', {}, 'What to change: '), finding.remedy) : null,
  );
}

/** @param {Shown[] | undefined} findings @param {string} none what to say when there are none */
export function findings(findings, none) {
  if (!findings || findings.length === 0) return h('p', { class: 'calm' }, h('span', { 'aria-hidden': 'true' }, '✓ '), none);
  return h('ul', { class: 'findings' }, findings.map(card));
}

/** For tables: what kinds were found. @param {import('../types.js').Finding[] | undefined} findings */
export function kinds(findings) {
  return (findings ?? []).map(finding => h('span', { class: 'badge warning', title: finding.sentence }, h('span', { 'aria-hidden': 'true' }, '!'), ` ${kindName(finding.kind)}`));
}
