/** The frame: what the address asks for is loaded and shown, what changes is asked for again, and keys do what "?" lists. */
import { h, refresh, replace } from './base/dom.js';
import { ApiError, get, post } from './base/api.js';
import { here, link } from './base/route.js';
import { News, touches } from './base/live.js';
import { keys } from './parts/dialog.js';
import { failure } from './parts/marks.js';
import { views } from './views/views.js';

/** Between two refreshes of one page. */
const PAUSE_MILLIS = 500;

const main = element('main');
const navigation = element('navigation');
const progress = element('progress');

/** @type {{ view: import('./types.js').View, ids: string[], application: import('./types.js').Application | null, path: string } | null} */
let current = null;
/** @type {AbortController | null} */
let loading = null;
let stale = false;
let lastShown = 0;
let timer = 0;

const news = new News(
  changed => {
    if (current && touches(['application', ...current.view.topics(current.ids)], changed)) wait();
  },
  liveness => {
    const words = { live: 'live', ended: 'from its log', lost: 'connection lost, trying again', none: '' };
    const place = element('live');
    place.className = `live ${liveness}`;
    place.textContent = words[liveness];
    document.body.classList.toggle('stale', liveness === 'lost');
  },
);

/** @param {string} id */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** Refreshes after a pause; many changes within it are one refresh, and a hidden page waits until it is looked at. */
function wait() {
  stale = true;
  if (document.hidden || timer !== 0) return;
  timer = setTimeout(() => {
    timer = 0;
    if (stale) show();
  }, Math.max(0, lastShown + PAUSE_MILLIS - performance.now()));
}

/** @param {string[]} path */
function find(path) {
  if (path.length === 0) return { view: /** @type {import('./types.js').View} */ (views.applications), application: null, ids: [] };
  if (path[0] === 'compare') return { view: /** @type {import('./types.js').View} */ (views.compare), application: null, ids: [] };
  if (path[0] !== 'app' || path[1] === undefined) return null;
  const [, application, section = 'overview', ...ids] = path;
  const name = { jobs: ids.length > 0 ? 'job' : 'jobs', stages: ids.length > 0 ? 'stage' : 'stages', queries: ids.length > 0 ? 'query' : 'queries' }[section] ?? section;
  const view = views[name];
  return view ? { view, application, ids } : null;
}

/** Whoever comes without saying what they want to see, where there is one application, sees that. */
async function start() {
  if (location.hash === '') {
    const all = await get(['applications']).catch(() => []);
    if (all.length === 1) history.replaceState(null, '', link(['app', all[0].id]));
  }
  show();
}

async function show() {
  const { path, params } = here();
  const found = find(path);
  const address = path.join('/');
  const isOther = current === null || current.path !== address;
  loading?.abort();
  const own = (loading = new AbortController());
  stale = false;
  const slow = setTimeout(() => progress.classList.add('on'), 150);
  /** @type {import('./types.js').Application | null} */
  let application = null;
  try {
    if (!found) throw new ApiError(404, { what: `There is no page at ${location.hash}.`, remedy: 'Start from the list of applications.' });
    const wanted = found.application === null ? null : get(['applications', found.application], {}, own.signal);
    /** @type {import('./types.js').Context} */
    const context = { id: found.application ?? '', application, ids: found.ids, params, signal: own.signal };
    const [about, data] = await Promise.all([wanted, found.view.load(context)]);
    if (own.signal.aborted) return;
    application = context.application = about;
    document.title = [found.view.title(data, context), application?.name, 'Brasa'].filter(Boolean).join(' · ');
    const content = found.view.render(data, context);
    if (isOther) {
      replace(main, content);
      scrollTo(0, 0);
      if (current !== null) main.focus({ preventScroll: true });
    } else refresh(main, content);
    current = { view: found.view, ids: found.ids, application, path: address };
    frame(application, found.view.section);
  } catch (problem) {
    if (own.signal.aborted) return;
    if (!(problem instanceof ApiError)) console.error(problem);
    if (problem instanceof ApiError && problem.status === 401) signIn();
    else if (isOther || !(problem instanceof ApiError) || problem.status !== 0) replace(main, trouble(problem));
    else news.onLiveness('lost');
    if (isOther && found) current = { view: found.view, ids: found.ids, application, path: address };
  } finally {
    clearTimeout(slow);
    if (loading === own) progress.classList.remove('on');
    lastShown = performance.now();
    main.dataset.shown = address;
    main.dataset.shownMillis = String(Math.round(lastShown));
  }
}

/** @param {unknown} problem */
function trouble(problem) {
  const text = problem instanceof Error ? problem.message : String(problem);
  return [
    h('h1', {}, 'This page cannot be shown'),
    failure(text),
    problem instanceof ApiError && problem.remedy ? h('p', {}, problem.remedy) : null,
    h('p', {}, h('a', { href: '#/' }, 'All applications')),
  ];
}

function signIn() {
  const token = h('input', { type: 'password', id: 'token', autocomplete: 'current-password', required: true });
  const problem = h('p', { class: 'failure', role: 'alert', hidden: true });
  replace(main, h('h1', {}, 'Sign in'), h('p', {}, 'These pages are served beyond this machine, so they ask for the token that the application printed when it started.'),
    h('form', {
      class: 'sign-in',
      onsubmit: async (/** @type {Event} */ event) => {
        event.preventDefault();
        try {
          await post(['sign-in'], { token: token.value });
          current = null;
          show();
        } catch (failed) {
          problem.hidden = false;
          problem.textContent = /** @type {Error} */ (failed).message;
        }
      },
    }, h('label', { for: 'token' }, 'Token'), token, h('button', { type: 'submit' }, 'Sign in'), problem));
  token.focus();
}

const SECTIONS = [
  ['overview', 'Overview', 'o'],
  ['problems', 'Problems', 'p'],
  ['jobs', 'Jobs', 'j'],
  ['stages', 'Stages', 's'],
  ['queries', 'Queries', 'q'],
  ['storage', 'Storage', 't'],
  ['executors', 'Executors', 'e'],
  ['streams', 'Streams', 'r'],
  ['environment', 'Environment', 'v'],
];

/** @param {import('./types.js').Application | null} application @param {string} section */
function frame(application, section) {
  news.follow(application?.id ?? null, application?.live ?? false);
  refresh(element('application'), application ? [h('a', { class: 'name', href: link(['app', application.id]) }, application.name), h('span', { class: 'id' }, application.id)] : null);
  document.body.classList.toggle('bare', application === null);
  refresh(navigation, application
    ? h('ul', {}, SECTIONS.map(([name, label]) => {
        const number = name === 'problems' ? (application.problems ?? 0) : 0;
        return h('li', { key: name }, h('a', { href: link(name === 'overview' ? ['app', application.id] : ['app', application.id, String(name)]), 'aria-current': name === section ? 'page' : null },
          label, number > 0 ? h('span', { class: 'count' }, String(number), h('span', { class: 'unseen' }, ' problems')) : null));
      }), h('li', { class: 'apart', key: 'all' }, h('a', { href: '#/' }, 'All applications')))
    : null);
}

function theme() {
  const button = element('theme');
  const isDark = () => (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const say = () => {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', isDark() ? 'Light colours' : 'Dark colours');
  };
  button.onclick = () => {
    const next = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    localStorage.setItem('brasa-theme', next);
    say();
    document.dispatchEvent(new Event('brasa-theme'));
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', say);
  say();
}

let isGoing = false;
/** @param {KeyboardEvent} event */
function press(event) {
  const { target } = event;
  if (event.metaKey || event.ctrlKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (target instanceof HTMLElement && target.closest('input, select, textarea')) {
    if (event.key === 'Escape') target.blur();
    return;
  }
  if (isGoing) {
    isGoing = false;
    const section = SECTIONS.find(([, , key]) => key === event.key);
    if (section && current?.application) location.hash = link(section[0] === 'overview' ? ['app', current.application.id] : ['app', current.application.id, String(section[0])]);
    return;
  }
  if (event.key === 'g') isGoing = true;
  else if (event.key === '?') keys();
  else if (event.key === '/') {
    const field = /** @type {HTMLInputElement | null} */ (main.querySelector('input[type=search]'));
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  }
}

element('keys').onclick = keys;
element('skip').onclick = event => {
  event.preventDefault();
  main.focus();
};
document.addEventListener('keydown', press);
document.addEventListener('visibilitychange', () => {
  // Nothing was heard while the page was hidden.
  if (!document.hidden && (stale || current?.application?.live)) wait();
});
addEventListener('hashchange', show);
theme();
start();
