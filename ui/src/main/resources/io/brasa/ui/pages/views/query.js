/** One query: its text, and its plan with what each operator did. */
import { h } from '../base/dom.js';
import { get } from '../base/api.js';
import { link } from '../base/route.js';
import { bytes, count, duration, short, taken, time } from '../base/format.js';
import { badge, facts, failure, section, trail } from '../parts/marks.js';
import { findings, kinds } from '../parts/findings.js';
import { graph } from '../parts/graph.js';
import { table } from '../parts/table.js';
import { some, toJob, toStage } from './links.js';

/** @typedef {import('../types.js').PlanNode} PlanNode */

/**
 * What operators took without what they read within the same tasks, by their ids: the engine measures both together.
 * @param {NonNullable<import('../types.js').QueryDetail['plan']>} plan
 */
function ownMillis(plan) {
  const byId = new Map(plan.nodes.map(node => [node.id, node]));
  /** What a node reads; what stands behind those that were planned and not run. @param {number} id @returns {PlanNode[]} */
  const measured = id => plan.edges.filter(edge => edge.to === id).flatMap(edge => {
    const child = byId.get(edge.from);
    return child === undefined ? [] : child.millis === null ? measured(child.id) : [child];
  });
  return new Map(plan.nodes.map(node => {
    if (node.millis === null) return [node.id, null];
    const read = measured(node.id).filter(child => child.stage === node.stage);
    return [node.id, Math.max(0, node.millis - read.reduce((sum, child) => sum + (child.millis ?? 0), 0))];
  }));
}

/** @param {string} id @param {NonNullable<import('../types.js').QueryDetail['plan']>} plan */
function drawn(id, plan) {
  const own = ownMillis(plan);
  const most = Math.max(1, ...[...own.values()].map(millis => millis ?? 0));
  return {
    isDown: true,
    label: 'The plan of this query',
    nodes: plan.nodes.map(node => {
      const millis = own.get(node.id);
      const did = [node.rows === null ? null : `${short(node.rows)} rows`, millis === null || millis === undefined ? null : duration(millis)].filter(part => part !== null);
      const lines = [node.detail, did.join(' · '), node.spillBytes ? `${bytes(node.spillBytes)} spilled` : '', node.remark ?? ''].filter(line => line !== '' && line !== null && line !== undefined);
      const held = (node.findings ?? []).length > 0;
      return {
        id: String(node.id), title: node.operator, lines, status: held ? 'held' : 'plain', href: node.stage === null || node.stage === undefined ? null : toStage(id, node.stage, 0),
        share: millis === null || millis === undefined ? null : millis / most, mark: held ? '! held' : null,
      };
    }),
    edges: plan.edges.map(edge => ({ from: String(edge.from), to: String(edge.to), label: '' })),
  };
}

/** @param {string} id @param {Map<number, number | null>} own @returns {import('../parts/table.js').Column<PlanNode>[]} */
const columns = (id, own) => [
  { id: 'operator', label: 'Operator', isHeader: true, value: node => node.operator, cell: node => node.operator },
  { id: 'detail', label: 'Of what', value: node => node.detail, cell: node => h('span', { class: 'value' }, node.detail, node.remark ? h('em', {}, ` ${node.remark}`) : null) },
  { id: 'findings', label: 'Held by', cell: node => h('span', { class: 'badges' }, kinds(node.findings)) },
  { id: 'rows', label: 'Rows out', isNumber: true, value: node => node.rows, cell: node => count(node.rows) },
  { id: 'own', label: 'Own time', isNumber: true, value: node => own.get(node.id), cell: node => duration(own.get(node.id)) },
  { id: 'millis', label: 'With what it reads', title: 'Its time and that of what it reads within the same tasks', isNumber: true, value: node => node.millis, cell: node => duration(node.millis) },
  { id: 'spillBytes', label: 'Spilled', isNumber: true, value: node => node.spillBytes, cell: node => some(node.spillBytes, bytes) },
  { id: 'peakMemoryBytes', label: 'Peak memory', isNumber: true, value: node => node.peakMemoryBytes, cell: node => some(node.peakMemoryBytes, bytes) },
  { id: 'stage', label: 'Stage', isNumber: true, value: node => node.stage, cell: node => (node.stage === null || node.stage === undefined ? '–' : h('a', { href: toStage(id, node.stage, 0) }, String(node.stage))) },
];

/** @type {import('../types.js').View} */
export const query = {
  name: 'query',
  section: 'queries',
  topics: ([id]) => [`queries/${id}`],
  load: ({ id, ids: [queryId], signal }) => get(['applications', id, 'queries', String(queryId)], {}, signal),
  title: data => `Query ${data.id}`,
  render(data, { id, params }) {
    /** @type {import('../types.js').QueryDetail} */
    const own = data;
    const all = (own.plan?.nodes ?? []).flatMap(node => (node.findings ?? []).map(finding => ({ ...finding, of: node.stage === null ? undefined : { text: node.operator, href: toStage(id, node.stage, 0), note: '' } })));
    return [
      trail([['Queries', link(['app', id, 'queries'])]]),
      h('div', { class: 'title' }, h('h1', {}, `Query ${own.id}`), badge(own.status)),
      failure(own.error),
      all.length > 0 ? section('What held it', { class: 'first' }, findings(all, '')) : null,
      facts([
        ['Took', duration(taken(own))],
        ['Started', time(own.startedMillis)],
        ['Rows', count(own.rows)],
        ['Jobs', own.jobs.length === 0 ? 'none' : own.jobs.map((job, index) => [index > 0 ? ', ' : '', h('a', { href: toJob(id, job) }, String(job))])],
      ]),
      section('Text', {}, h('pre', { class: 'statement', tabindex: '0' }, own.text)),
      section('Plan', { note: 'rows flow downwards; a bar is an operator’s own time, in all tasks, beside the longest' }, own.plan && own.plan.nodes.length > 0 ? graph(drawn(id, own.plan)) : h('p', { class: 'empty' }, 'This query has no plan: it failed before it had one, or its statement needs none.')),
      section('Operators', {}, table({ caption: 'Operators of the plan', columns: columns(id, own.plan ? ownMillis(own.plan) : new Map()), rows: own.plan?.nodes ?? [], key: node => node.id, params, empty: 'None.' })),
    ];
  },
};
