/** All that went wrong or slow, errors first. */
import { h } from '../base/dom.js';
import { get } from '../base/api.js';
import { link } from '../base/route.js';
import { count, time } from '../base/format.js';
import { badge, choice, search, section } from '../parts/marks.js';
import { findings, kindName } from '../parts/findings.js';
import { heldStages, toJob, toQuery, toStage } from './links.js';

/** Stages that took longest, which are looked at for what held them. */
const LOOKED_AT = 200;

/** @param {string} id @param {Record<string, any> | null} target @returns {[string, string] | null} */
function where(id, target) {
  if (!target) return null;
  if (target.stage !== undefined && target.stage !== null) return [toStage(id, target.stage, target.attempt ?? 0), `Stage ${target.stage}`];
  if (target.job !== undefined && target.job !== null) return [toJob(id, target.job), `Job ${target.job}`];
  if (target.query !== undefined && target.query !== null) return [toQuery(id, target.query), `Query ${target.query}`];
  if (target.executor) return [link(['app', id, 'executors'], { search: target.executor }), `Executor ${target.executor}`];
  return null;
}

/** @param {string} id @param {import('../types.js').Problem[]} problems */
export function problemList(id, problems) {
  if (problems.length === 0) return h('p', { class: 'calm' }, h('span', { 'aria-hidden': 'true' }, '✓ '), 'Nothing has gone wrong.');
  return h('ul', { class: 'problems' }, problems.map(problem => {
    const target = where(id, problem.link);
    return h('li', {},
      badge(problem.severity),
      h('div', { class: 'text' },
        h('p', { class: 'sentence' }, target ? h('a', { href: target[0] }, target[1]) : null, target ? ': ' : '', problem.title),
        problem.detail ? h('p', { class: 'remedy' }, problem.detail) : null),
      h('span', { class: 'when' }, kindName(problem.kind), h('br'), time(problem.millis)));
  }));
}

/** @type {import('../types.js').View} */
export const problems = {
  name: 'problems',
  section: 'problems',
  topics: () => ['problems', 'stages'],
  async load({ id, signal }) {
    const [all, stages] = await Promise.all([get(['applications', id, 'problems'], {}, signal), get(['applications', id, 'stages'], { sort: '-durationMillis', limit: LOOKED_AT }, signal)]);
    return { all, stages: stages.items };
  },
  title: () => 'Problems',
  render({ all, stages }, { id, params }) {
    const text = (params.get('search') ?? '').toLowerCase();
    const severity = params.get('severity') ?? '';
    const shown = all.filter((/** @type {import('../types.js').Problem} */ each) => (severity === '' || each.severity === severity) && `${each.title} ${each.detail} ${each.kind}`.toLowerCase().includes(text));
    const held = heldStages(id, stages).filter(each => severity !== 'error' && `${each.sentence} ${each.remedy} ${each.kind}`.toLowerCase().includes(text));
    return [
      h('h1', {}, 'Problems'),
      section('What went wrong', { note: `${count(shown.length)} of ${count(all.length)}`, tools: h('div', { class: 'filters' }, search(params, { label: 'Search problems' }), choice(params, 'severity', 'Severity', ['error', 'warning'])) },
        all.length > 0 && shown.length === 0 ? h('p', { class: 'empty' }, 'Nothing matches.') : problemList(id, shown)),
      section('What held stages', { note: `of the ${LOOKED_AT} that took longest, what cost most time first` }, findings(held, 'Nothing that can be seen from their tasks.')),
    ];
  },
};
