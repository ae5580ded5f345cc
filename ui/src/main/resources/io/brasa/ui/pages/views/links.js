/** Links to things by what they are, and the columns that several lists share. */
import { h } from '../base/dom.js';
import { link } from '../base/route.js';
import { bytes, duration, short, taken, timeOfDay } from '../base/format.js';
import { badge, progress } from '../parts/marks.js';
import { kinds } from '../parts/findings.js';

/** @param {string} application @param {number | string} id */
export const toJob = (application, id) => link(['app', application, 'jobs', id]);
/** @param {string} application @param {number | string} id @param {number | string} attempt */
export const toStage = (application, id, attempt) => link(['app', application, 'stages', id, attempt]);
/** @param {string} application @param {number | string} id */
export const toQuery = (application, id) => link(['app', application, 'queries', id]);

/** A stage's name with its attempt where there was more than one. @param {{ id: number, attempt: number }} stage */
export const stageName = stage => `Stage ${stage.id}${stage.attempt > 0 ? `, attempt ${stage.attempt}` : ''}`;

/** @param {string} name @param {string} callSite */
export function named(name, callSite) {
  return h('span', { class: 'named' }, h('span', { class: 'what', title: name }, name), callSite && callSite !== name ? h('span', { class: 'site', title: callSite }, callSite) : null);
}

/** @param {string} application @returns {import('../parts/table.js').Column<import('../types.js').Job>[]} */
export const jobColumns = application => [
  { id: 'id', label: 'Job', width: 74, isNumber: true, isHeader: true, value: job => job.id, cell: job => h('a', { href: toJob(application, job.id) }, String(job.id)) },
  { id: 'name', label: 'What it does', value: job => job.name, cell: job => named(job.name, job.callSite) },
  { id: 'status', label: 'Status', width: 124, value: job => job.status, cell: job => badge(job.status) },
  { id: 'startedMillis', label: 'Started', width: 96, isNumber: true, value: job => job.startedMillis, cell: job => timeOfDay(job.startedMillis) },
  { id: 'durationMillis', label: 'Took', width: 96, isNumber: true, value: job => taken(job), cell: job => duration(taken(job)) },
  { id: 'stageCount', label: 'Stages', width: 74, isNumber: true, cell: job => String(job.stages.length) },
  { id: 'tasks.total', label: 'Tasks', width: 300, value: job => job.tasks.total, cell: job => progress(job.tasks) },
];

/** @param {string} application @returns {import('../parts/table.js').Column<import('../types.js').Stage>[]} */
export const stageColumns = application => [
  { id: 'id', label: 'Stage', width: 84, isNumber: true, isHeader: true, value: stage => stage.id, cell: stage => h('a', { href: toStage(application, stage.id, stage.attempt) }, stage.attempt > 0 ? `${stage.id}.${stage.attempt}` : String(stage.id)) },
  { id: 'name', label: 'What it does', value: stage => stage.name, cell: stage => named(stage.name, stage.callSite) },
  { id: 'findings', label: 'Held by', width: 170, cell: stage => h('span', { class: 'badges' }, kinds(stage.findings)) },
  { id: 'status', label: 'Status', width: 124, value: stage => stage.status, cell: stage => badge(stage.status) },
  { id: 'durationMillis', label: 'Took', width: 100, isNumber: true, value: stage => taken(stage), cell: stage => duration(taken(stage)) },
  { id: 'tasks.total', label: 'Tasks', width: 250, value: stage => stage.tasks.total, cell: stage => progress(stage.tasks) },
  { id: 'inputBytes', label: 'Input', width: 84, isNumber: true, value: stage => stage.inputBytes, cell: stage => some(stage.inputBytes, bytes) },
  { id: 'rowsOut', label: 'Rows out', width: 84, isNumber: true, value: stage => stage.rowsOut, cell: stage => some(stage.rowsOut, short) },
  { id: 'shuffleReadBytes', label: 'Sh. read', title: 'Shuffle read', width: 84, isNumber: true, value: stage => stage.shuffleReadBytes, cell: stage => some(stage.shuffleReadBytes, bytes) },
  { id: 'shuffleWriteBytes', label: 'Sh. write', title: 'Shuffle write', width: 88, isNumber: true, value: stage => stage.shuffleWriteBytes, cell: stage => some(stage.shuffleWriteBytes, bytes) },
  { id: 'spillBytes', label: 'Spilled', width: 84, isNumber: true, value: stage => stage.spillBytes, cell: stage => some(stage.spillBytes, bytes) },
];

/**
 * What held stages, with the stage named: what cost most time first.
 * @param {string} application @param {import('../types.js').Stage[]} stages
 */
export function heldStages(application, stages) {
  return stages
    .flatMap(stage => (stage.findings ?? []).map(finding => ({ stage, finding, millis: (finding.share ?? 0) * (taken(stage) ?? 0) })))
    .sort((a, b) => b.millis - a.millis)
    .map(({ stage, finding }) => ({ ...finding, of: { text: stageName(stage), href: toStage(application, stage.id, stage.attempt), note: `${stage.name}, ${duration(taken(stage))}.` } }));
}

/** Nothing is quieter than a zero. @param {number | null | undefined} value @param {(value: number) => string} write */
export function some(value, write) {
  return value ? write(value) : h('span', { class: 'none' }, value === 0 ? '0' : '–');
}
