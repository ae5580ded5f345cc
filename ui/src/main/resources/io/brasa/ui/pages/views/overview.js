/** What is wrong, what runs, what has run: the first look at an application. */
import { h } from '../base/dom.js';
import { get } from '../base/api.js';
import { link } from '../base/route.js';
import { count, duration, taken, time } from '../base/format.js';
import { badge, facts, failure, progress, section } from '../parts/marks.js';
import { chart } from '../parts/chart.js';
import { findings } from '../parts/findings.js';
import { gantt } from '../parts/gantt.js';
import { status } from './applications.js';
import { problemList } from './problems.js';
import { heldStages, named, toJob } from './links.js';

const SHOWN = 60;

/** Stages that took longest, which are looked at for what held them. */
const LOOKED_AT = 50;

/** @param {Record<string, number> | undefined} counts */
const sum = counts => Object.values(counts ?? {}).reduce((all, each) => all + each, 0);

/** @type {import('../types.js').View} */
export const overview = {
  name: 'overview',
  section: 'overview',
  topics: () => ['jobs', 'stages', 'executors', 'problems'],
  async load({ id, signal }) {
    const [running, latest, problems, activity, stages] = await Promise.all([
      get(['applications', id, 'jobs'], { status: 'running', limit: 20, sort: '-id' }, signal),
      get(['applications', id, 'jobs'], { limit: SHOWN, sort: '-id' }, signal),
      get(['applications', id, 'problems'], {}, signal),
      get(['applications', id, 'activity'], {}, signal),
      get(['applications', id, 'stages'], { sort: '-durationMillis', limit: LOOKED_AT }, signal),
    ]);
    return { running, latest, problems, activity, stages: stages.items };
  },
  title: () => 'Overview',
  render({ running, latest, problems, activity, stages }, { id, application }) {
    const own = /** @type {import('../types.js').Application} */ (application);
    const counts = own.counts ?? {};
    const { from, bucketMillis, running: busy = [], failed = [], slots = null } = activity ?? {};
    const held = heldStages(id, stages);
    const times = busy.map((/** @type {number} */ _, /** @type {number} */ index) => from + index * bucketMillis);
    return [
      h('div', { class: 'title' }, h('h1', {}, own.name), badge(status(own))),
      failure(own.error),
      facts([
        ['Started', time(own.startedMillis)],
        [own.live ? 'Has run for' : 'Ran for', own.endedMillis === null && !own.live ? 'its log has no end' : duration(taken(own))],
        ['Master', h('code', {}, own.master)],
        ['Executors', h('a', { href: link(['app', id, 'executors']) }, count(own.executors))],
        ['Jobs', [count(sum(counts.jobs)), counts.jobs?.failed > 0 ? `, ${count(counts.jobs.failed)} failed` : '']],
        ['Stages', count(sum(counts.stages))],
        ['Tasks', [count(counts.tasks?.total ?? sum(counts.tasks)), counts.tasks?.failed > 0 ? `, ${count(counts.tasks.failed)} failed` : '']],
        ['Brasa', own.version],
      ]),
      section('Problems', { note: problems.length > 5 ? h('a', { href: link(['app', id, 'problems']) }, `all ${count(problems.length)}`) : null }, problemList(id, problems.slice(0, 5))),
      held.length > 0 ? section('What held it', { note: held.length > 3 ? h('a', { href: link(['app', id, 'problems']) }, `all ${count(held.length)}`) : 'what cost most time first' }, findings(held.slice(0, 3), '')) : null,
      own.live && section('Running now', {}, running.items.length === 0 ? h('p', { class: 'empty' }, 'No job runs at the moment.')
        : h('ul', { class: 'running-jobs' }, running.items.map((/** @type {import('../types.js').Job} */ job) => h('li', { key: job.id },
          h('a', { href: toJob(id, job.id) }, `Job ${job.id}`), named(job.name, job.callSite), progress(job.tasks), h('span', { class: 'took' }, duration(taken(job))))))),
      times.length > 1 ? section('Tasks at work', {}, chart({
        label: 'Tasks running over time', times, write: value => count(Math.round(value * 10) / 10),
        series: [{ name: 'running', values: busy, class: 'one', isArea: true }, ...(failed.some((/** @type {number} */ each) => each > 0) ? [{ name: 'failed', values: failed, class: 'failed' }] : [])],
        limit: slots ? { name: `${count(slots)} slots`, value: slots } : undefined, height: 140,
      })) : null,
      section('When jobs ran', { note: latest.total > SHOWN ? h('a', { href: link(['app', id, 'jobs']) }, `the last ${SHOWN} of ${count(latest.total)}`) : null },
        gantt({ label: 'Jobs over time', rows: latest.items.map((/** @type {import('../types.js').Job} */ job) => ({ id: String(job.id), name: `${job.id} · ${job.name}`, status: job.status, href: toJob(id, job.id), start: job.startedMillis, end: job.endedMillis })) })),
    ];
  },
};
