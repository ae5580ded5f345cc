/** One job: its stages as a graph, as bars over time and as a table; and its end, if somebody wants that. */
import { h } from '../base/dom.js';
import { get, post } from '../base/api.js';
import { bytes, duration, taken, time } from '../base/format.js';
import { badge, facts, failure, progress, section, trail } from '../parts/marks.js';
import { findings } from '../parts/findings.js';
import { confirm } from '../parts/dialog.js';
import { graph } from '../parts/graph.js';
import { gantt } from '../parts/gantt.js';
import { table } from '../parts/table.js';
import { link } from '../base/route.js';
import { heldStages, stageColumns, stageName, toQuery, toStage } from './links.js';

/** @param {string} application @param {import('../types.js').JobGraph} of @param {import('../types.js').Stage[]} stages */
function drawn(application, of, stages) {
  const known = new Map(stages.map(stage => [`${stage.id}.${stage.attempt}`, stage]));
  const longest = Math.max(1, ...stages.map(stage => taken(stage) ?? 0));
  return {
    isDown: false,
    label: 'The stages of this job',
    nodes: of.nodes.map(node => {
      const stage = known.get(`${node.stage}.${node.attempt}`);
      const took = stage ? taken(stage) : null;
      const steps = (node.operations ?? []).map(operation => operation.name + (operation.cached ? ' (kept)' : ''));
      const held = (stage?.findings ?? node.findings ?? []).length;
      const title = stageName({ id: node.stage, attempt: node.attempt });
      const lines = [...(steps.length > 0 ? shorten(steps) : [node.name]).filter(line => line !== ''), `${node.status}${took === null ? '' : `, ${duration(took)}`}`];
      return {
        id: String(node.stage), title, lines, status: node.status, href: toStage(application, node.stage, node.attempt),
        share: took === null ? null : took / longest, mark: held > 0 ? '! held' : null,
      };
    }),
    edges: of.edges.map(edge => ({ from: String(edge.from), to: String(edge.to), label: edge.bytes ? bytes(edge.bytes) : '' })),
  };
}

/** The first and the last steps of a long chain. @param {string[]} steps */
const shorten = steps => (steps.length <= 5 ? steps : [...steps.slice(0, 2), `… ${steps.length - 4} more …`, ...steps.slice(-2)]);

/** @type {import('../types.js').View} */
export const job = {
  name: 'job',
  section: 'jobs',
  topics: ([id]) => [`jobs/${id}`, 'stages'],
  async load({ id, ids: [jobId], signal }) {
    const own = await get(['applications', id, 'jobs', String(jobId)], {}, signal);
    const stages = own.stages.length === 0 ? { items: [] } : await get(['applications', id, 'stages'], { job: jobId, limit: 1000, sort: 'id' }, signal);
    const mine = new Set(own.stages.map((/** @type {any} */ stage) => stage.id));
    return { job: own, stages: stages.items.filter((/** @type {any} */ stage) => mine.has(stage.id)) };
  },
  title: data => `Job ${data.job.id}`,
  render(data, { id, params, application }) {
    /** @type {import('../types.js').Job & { graph: import('../types.js').JobGraph }} */
    const own = data.job;
    /** @type {import('../types.js').Stage[]} */
    const stages = data.stages;
    // What an earlier job has computed took no time of this one.
    const reused = new Set(own.stages.filter(stage => stage.status === 'reused').map(stage => stage.id));
    const ran = stages.filter(stage => !reused.has(stage.id));
    const all = heldStages(id, ran);
    return [
      trail([['Jobs', link(['app', id, 'jobs'])]]),
      h('div', { class: 'title' }, h('h1', {}, `Job ${own.id}`), badge(own.status), h('span', { class: 'subject' }, own.name),
        h('div', { class: 'actions' },
          h('a', { class: 'button', href: link(['compare'], { left: `${id}:${own.id}` }) }, 'Compare with another run'),
          own.status === 'running' && application?.canKill ? h('button', {
            type: 'button', class: 'danger',
            onclick: () => confirm({
              title: `Cancel job ${own.id}?`, text: `“${own.name}” is told to stop. What it has computed so far is given up, and the program that waits for it gets an error.`, yes: 'Cancel the job',
              act: () => post(['applications', id, 'jobs', own.id, 'kill']),
            }),
          }, 'Cancel this job') : null)),
      h('p', { class: 'site' }, own.callSite),
      failure(own.error),
      all.length > 0 ? section('What held it', { class: 'first' }, findings(all, '')) : null,
      facts([
        ['Took', duration(taken(own))],
        ['Started', time(own.startedMillis)],
        ['Tasks', progress(own.tasks)],
        own.query !== null && own.query !== undefined && ['Query', h('a', { href: toQuery(id, own.query) }, `query ${own.query}`)],
        own.pool ? ['Pool', own.pool] : null,
        own.group ? ['Group', own.group] : null,
      ]),
      section('Its stages', { note: 'a bar is a stage’s time beside the longest; an arrow is what was shuffled' },
        own.graph && own.graph.nodes.length > 0 ? graph(drawn(id, own.graph, stages)) : h('p', { class: 'empty' }, 'No stage has started yet.')),
      section('When they ran', {}, gantt({ label: `Stages of job ${own.id} over time`, rows: ran.filter(stage => stage.startedMillis !== null).map(stage => ({
        id: `${stage.id}.${stage.attempt}`, name: stageName(stage), status: stage.status, href: toStage(id, stage.id, stage.attempt), start: /** @type {number} */ (stage.startedMillis), end: stage.endedMillis })) })),
      section('Stages', {}, table({ caption: 'Stages of this job', columns: stageColumns(id), rows: stages, key: stage => `${stage.id}.${stage.attempt}`, params, sort: 'id', empty: 'No stage has started yet.' })),
    ];
  },
};
