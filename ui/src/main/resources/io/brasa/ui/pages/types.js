/**
 * What the JSON interface gives, as the views use it. Times are milliseconds since the epoch, durations milliseconds, sizes bytes.
 *
 * @typedef {'running' | 'succeeded' | 'failed' | 'cancelled' | 'waiting' | 'reused'} Status
 * @typedef {{ total: number, running: number, succeeded: number, failed: number }} Tasks
 * @typedef {{ kind: string, sentence: string, remedy: string, share: number | null, key: string | null }} Finding
 * @typedef {{ id: string, name: string, master: string, version: string, startedMillis: number, endedMillis: number | null,
 *   live: boolean, canKill: boolean, slots?: number, error: string | null, counts?: Record<string, any>, executors?: number, problems?: number, jobs?: number }} Application
 * @typedef {{ id: number, name: string, callSite: string, status: Status, startedMillis: number, endedMillis: number | null,
 *   group: string, pool: string, stages: { id: number, attempt: number, status?: Status }[], tasks: Tasks, error: string | null, query: number | null }} Job
 * @typedef {{ name: string, callSite: string, cached: boolean }} Operation
 * @typedef {{ stage: number, attempt: number, name: string, status: Status, operations?: Operation[], tasks?: Tasks, wallMillis?: number,
 *   startedMillis?: number, endedMillis?: number | null, findings?: Finding[] }} GraphStage
 * @typedef {{ nodes: GraphStage[], edges: { from: number, to: number, bytes: number | null }[] }} JobGraph
 * @typedef {{ id: number, attempt: number, name: string, callSite: string, status: Status, job: number | null, startedMillis: number | null,
 *   endedMillis: number | null, tasks: Tasks, inputBytes: number, rowsIn: number, rowsOut: number, shuffleReadBytes: number,
 *   shuffleWriteBytes: number, spillBytes: number, peakMemoryBytes: number, wallMillis?: number, error: string | null, findings?: Finding[],
 *   heavyKeys?: Record<string, any>[], tasksKept?: boolean }} Stage
 * @typedef {{ min: number, p25: number, median: number, p75: number, max: number }} Quantiles
 * @typedef {Stage & { quantiles: Record<string, Quantiles>, perExecutor: Record<string, any>[], parents?: number[] }} StageDetail
 * @typedef {{ from: number, to: number, lanes: string[], tasks?: { executor: number[], start: number[], end: number[], status: (number | string)[], partition?: number[] },
 *   histogram?: { bucketMillis: number, running: number[][], failed: number[][] } }} Timeline
 * @typedef {{ id: string, host: string, slots: number, addedMillis: number, lostMillis: number | null, lossReason: string | null,
 *   memory: { heapUsed: number, heapMax: number, executionUsed: number, storageUsed: number, limit: number } | null, gcMillis: number | null,
 *   tasks: Tasks, shuffleReadBytes?: number, shuffleWriteBytes?: number, spillBytes?: number, sampleNames?: string[], samples: number[][] }} Executor
 * @typedef {{ id: number, text: string, status: Status, startedMillis: number, endedMillis: number | null, jobs: number[], rows: number | null, error: string | null }} Query
 * @typedef {{ id: number, operator: string, detail: string, rows: number | null, millis: number | null, spillBytes: number | null,
 *   peakMemoryBytes: number | null, stage: number | null, remark?: string, findings?: Finding[] }} PlanNode
 * @typedef {Query & { plan: { nodes: PlanNode[], edges: { from: number, to: number }[] } | null }} QueryDetail
 * @typedef {{ severity: 'error' | 'warning', kind: string, title: string, detail: string, link: Record<string, any> | null, millis: number }} Problem
 *
 * @typedef {{ id: string, application: Application | null, ids: string[], params: URLSearchParams, signal: AbortSignal }} Context
 * @typedef {{ name: string, section: string, topics(ids: string[]): string[], load(context: Context): Promise<any>,
 *   title(data: any, context: Context): string, render(data: any, context: Context): import('./base/dom.js').Child[] }} View
 */
export {};
