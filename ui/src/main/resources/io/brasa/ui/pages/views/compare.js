/** Two runs of a job side by side, stage by stage. */
import { h } from '../base/dom.js';
import { get } from '../base/api.js';
import { adjust, link } from '../base/route.js';
import { bytes, duration, short, taken, time } from '../base/format.js';
import { badge, section } from '../parts/marks.js';
import { kinds } from '../parts/findings.js';
import { table } from '../parts/table.js';
import { toJob, toStage } from './links.js';

/** @typedef {import('../types.js').Stage} Stage */
/** @typedef {{ left: Stage | null, right: Stage | null, matched: string }} Pair */

/**
 * How one differs from the other, in words as well as by sign.
 * @param {number | null | undefined} left @param {number | null | undefined} right @param {(value: number) => string} write @param {boolean} [isCost] whether less is better
 */
function difference(left, right, write, isCost = true) {
  if (left === null || left === undefined || right === null || right === undefined) return h('span', { class: 'none' }, '–');
  if (left === right) return h('span', { class: 'none' }, 'same');
  const isMore = right > left;
  const ratio = left > 0 && right > 0 ? (isMore ? right / left : left / right) : null;
  const isMuch = isCost && (ratio === null || ratio >= 1.2);
  return h('span', { class: isMuch ? (isMore ? 'more' : 'less') : '' }, `${isMore ? '+' : '−'}${write(Math.abs(right - left))}`, ratio === null ? '' : ` (${ratio.toFixed(2)} × ${isMore ? 'more' : 'less'})`);
}

/** @param {'left' | 'right'} side @param {any[]} applications @param {any[]} jobs @param {URLSearchParams} params */
function chooser(side, applications, jobs, params) {
  const [application = '', job = ''] = (params.get(side) ?? '').split(':');
  const label = side === 'left' ? 'One run' : 'Another run';
  return h('fieldset', { class: 'chooser', key: side }, h('legend', {}, label),
    h('label', {}, 'Application ', h('select', { onchange: (/** @type {Event} */ event) => adjust({ [side]: `${/** @type {HTMLSelectElement} */ (event.target).value}:` }) },
      h('option', { value: '', selected: application === '' }, 'choose'), applications.map(each => h('option', { value: each.id, selected: each.id === application }, `${each.name} (${each.id})`)))),
    h('label', {}, 'Job ', h('select', { disabled: application === '', onchange: (/** @type {Event} */ event) => adjust({ [side]: `${application}:${/** @type {HTMLSelectElement} */ (event.target).value}` }) },
      h('option', { value: '', selected: job === '' }, 'choose'), jobs.map(each => h('option', { value: String(each.id), selected: String(each.id) === job }, `${each.id} ${each.name}`)))));
}

/** @param {Stage | null} stage */
const held = stage => (stage?.findings && stage.findings.length > 0 ? kinds(stage.findings) : 'nothing');

/** @param {any} compared @returns {import('../parts/table.js').Column<Pair>[]} */
function columns(compared) {
  const one = (/** @type {Pair} */ pair) => /** @type {Stage} */ (pair.left ?? pair.right);
  const link = (/** @type {'left' | 'right'} */ side, /** @type {Pair} */ pair) => {
    const stage = pair[side];
    return stage === null ? h('span', { class: 'none' }, 'not there') : h('a', { href: toStage(compared[side].application.id ?? compared[side].application, stage.id, stage.attempt), title: stage.name }, `stage ${stage.id}`);
  };
  /** @type {(id: string, label: string, value: (stage: Stage) => number | null, write: (value: number | null) => string, isCost?: boolean) => import('../parts/table.js').Column<Pair>} */
  const measure = (id, label, value, write, isCost = true) => {
    const left = (/** @type {Pair} */ pair) => (pair.left ? value(pair.left) : null);
    const right = (/** @type {Pair} */ pair) => (pair.right ? value(pair.right) : null);
    return { id, label, isNumber: true, title: 'Sorted by how much it changed', value: pair => Math.abs((right(pair) ?? 0) - (left(pair) ?? 0)),
      cell: pair => h('span', { class: 'both' }, h('span', {}, `${write(left(pair))} → ${write(right(pair))}`), difference(left(pair), right(pair), write, isCost)) };
  };
  return [
    { id: 'name', label: 'Stage', isHeader: true, value: pair => one(pair).name, cell: pair => h('span', { class: 'named' }, h('span', { class: 'what', title: one(pair).name }, one(pair).name), h('span', { class: 'site' }, link('left', pair), ' · ', link('right', pair), pair.matched === 'none' ? '' : ` · by ${pair.matched}`)) },
    measure('took', 'Took', stage => taken(stage), duration),
    measure('shuffle', 'Shuffle write', stage => stage.shuffleWriteBytes, bytes),
    measure('spill', 'Spilled', stage => stage.spillBytes, bytes),
    measure('rows', 'Rows out', stage => stage.rowsOut, short, false),
    { id: 'held', label: 'Held by', cell: pair => h('span', { class: 'both start' }, h('span', { class: 'badges' }, held(pair.left)), h('span', { class: 'badges' }, '→ ', held(pair.right))) },
  ];
}

/** @type {import('../types.js').View} */
export const compare = {
  name: 'compare',
  section: 'compare',
  topics: () => [],
  async load({ params, signal }) {
    const left = params.get('left') ?? '';
    const right = params.get('right') ?? '';
    const jobs = async (/** @type {string} */ side) => {
      const [application] = side.split(':');
      return application ? (await get(['applications', application, 'jobs'], { limit: 500, sort: '-id' }, signal)).items : [];
    };
    const isComplete = [left, right].every(side => /:.+/.test(side));
    const [applications, leftJobs, rightJobs, compared] = await Promise.all([get(['applications'], {}, signal), jobs(left), jobs(right), isComplete ? get(['compare'], { left, right }, signal) : null]);
    return { applications, leftJobs, rightJobs, compared };
  },
  title: () => 'Compare two runs',
  render({ applications, leftJobs, rightJobs, compared }, { params }) {
    return [
      h('h1', {}, 'Compare two runs'),
      h('div', { class: 'choosers' }, chooser('left', applications, leftJobs, params), chooser('right', applications, rightJobs, params)),
      compared === null ? h('p', { class: 'empty' }, 'Choose a job of each application. Stages are matched by the work they do, then by their names.') : [
        h('div', { class: 'sides' }, ['left', 'right'].map((side, index) => {
          const { application, job } = compared[side];
          const id = application.id ?? application;
          return h('section', { class: 'side', 'aria-label': index === 0 ? 'One run' : 'Another run' }, h('h2', {}, h('a', { href: toJob(id, job.id) }, `Job ${job.id}`), ` of ${application.name ?? id}`),
            h('p', {}, job.name), h('p', {}, badge(job.status), ' took ', h('strong', {}, duration(taken(job))), ', started ', time(job.startedMillis)));
        })),
        h('p', { class: 'verdict' }, 'The other run’s time: ', difference(taken(compared.left.job), taken(compared.right.job), duration), '.'),
        section('Stage by stage', {}, table({ caption: 'Stages of both runs', columns: columns(compared), rows: compared.stages, key: pair => `${pair.left?.id}-${pair.right?.id}`, params, empty: 'Neither run has a stage.' })),
      ],
      h('p', {}, h('a', { href: link([]) }, 'All applications')),
    ];
  },
};
