/** Every view by its name in addresses. */
import { applications } from './applications.js';
import { compare } from './compare.js';
import { environment } from './environment.js';
import { executors } from './executors.js';
import { job } from './job.js';
import { jobs } from './jobs.js';
import { overview } from './overview.js';
import { problems } from './problems.js';
import { queries } from './queries.js';
import { query } from './query.js';
import { stage } from './stage.js';
import { stages } from './stages.js';
import { storage } from './storage.js';
import { streams } from './streams.js';

/** @type {Record<string, import('../types.js').View>} */
export const views = { applications, compare, environment, executors, job, jobs, overview, problems, queries, query, stage, stages, storage, streams };
