/**
 * Tables that are wholly there: sorted by the address, walked by arrow keys.
 *
 * @template Row
 * @typedef {{ id: string, label: string, title?: string, isNumber?: boolean, width?: number, cell: (row: Row) => import('../base/dom.js').Child,
 *   value?: (row: Row) => string | number | null | undefined, isHeader?: boolean }} Column
 */
import { h } from '../base/dom.js';
import { adjust, changed } from '../base/route.js';

/**
 * A heading that sorts; a column without `value` does not.
 * @param {Column<any>} column @param {string} sort as in the address @param {string} parameter
 */
export function heading(column, sort, parameter) {
  const classes = column.isNumber ? 'number' : '';
  if (!column.value) return h('th', { scope: 'col', class: classes, title: column.title }, column.label);
  const isThis = sort.replace(/^-/, '') === column.id;
  const isDescending = isThis && sort.startsWith('-');
  // Numbers are sorted for their largest, words for their first.
  const next = isThis ? (isDescending ? column.id : `-${column.id}`) : column.isNumber ? `-${column.id}` : column.id;
  return h(
    'th',
    { scope: 'col', class: classes, title: column.title, 'aria-sort': isThis ? (isDescending ? 'descending' : 'ascending') : null },
    h('a', {
      href: changed({ [parameter]: next }),
      onclick: (/** @type {MouseEvent} */ event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        adjust({ [parameter]: next });
      },
    }, column.label, h('span', { class: 'arrow', 'aria-hidden': 'true' }, isThis ? (isDescending ? ' ↓' : ' ↑') : '')),
  );
}

/** @param {Column<any>} column @param {any} row */
export function cell(column, row) {
  const classes = column.isNumber ? 'number' : '';
  return column.isHeader ? h('th', { scope: 'row', class: classes }, column.cell(row)) : h('td', { class: classes }, column.cell(row));
}

/** @param {any} a @param {any} b */
function order(a, b) {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
}

/**
 * @template Row
 * @param {{ caption: string, columns: Column<Row>[], rows: Row[], key: (row: Row) => string | number, params: URLSearchParams,
 *   parameter?: string, sort?: string, empty?: string }} of the caption is for those who hear it
 */
export function table({ caption, columns, rows, key, params, parameter = 'sort', sort: preset = '', empty = 'Nothing yet.' }) {
  if (rows.length === 0) return h('p', { class: 'empty' }, empty);
  const sort = params.get(parameter) ?? preset;
  const column = columns.find(each => each.id === sort.replace(/^-/, ''));
  const sign = sort.startsWith('-') ? -1 : 1;
  const value = column?.value;
  const sorted = value ? [...rows].sort((a, b) => sign * order(value(a), value(b))) : rows;
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': caption, onkeydown: walk },
    h(
      'table',
      {},
      h('caption', { class: 'unseen' }, caption),
      h('thead', {}, h('tr', {}, columns.map(each => heading(each, sort, parameter)))),
      h('tbody', {}, sorted.map(row => h('tr', { key: key(row), tabindex: '-1' }, columns.map(each => cell(each, row))))),
    ),
  );
}

/** Arrow keys go from row to row, Enter follows a row's first link. @param {KeyboardEvent} event */
function walk(event) {
  const region = /** @type {HTMLElement} */ (event.currentTarget);
  const rows = /** @type {HTMLElement[]} */ ([...region.querySelectorAll('tbody tr')]);
  const at = rows.findIndex(row => row === document.activeElement || row.contains(document.activeElement));
  if (event.key === 'Enter' && at >= 0 && document.activeElement === rows[at]) {
    rows[at]?.querySelector('a')?.click();
    return;
  }
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  rows[Math.min(rows.length - 1, Math.max(0, to))]?.focus();
}
