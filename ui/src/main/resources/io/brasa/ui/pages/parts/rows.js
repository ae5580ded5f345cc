/**
 * Tables too long to be there: 100,000 tasks. The server sorts, searches and gives pages; elements exist for the rows in sight
 * and a few around them. The table says to assistive technology how long it really is, and arrow keys reach every row.
 *
 * @typedef {{ caption: string, columns: import('./table.js').Column<any>[], path: (string | number)[], query: Record<string, string>,
 *   sort: string, parameter?: string, key: (row: any) => string, version: number, empty?: string, onTotal?: (total: number) => void }} Options
 */
import { h, island, replace } from '../base/dom.js';
import { get } from '../base/api.js';
import { count } from '../base/format.js';
import { cell, heading } from './table.js';

const ROW_HEIGHT = 30;
const PAGE = 200;
const MARGIN = 12;
const PAGES_KEPT = 40;

class LongTable {
  /** @param {HTMLElement} place @param {Options} options */
  constructor(place, options) {
    this.place = place;
    this.options = options;
    this.total = -1;
    /** Rows by page; a page that is on its way is null. @type {Map<number, any[] | null>} */
    this.pages = new Map();
    /** @type {Map<number, HTMLTableRowElement>} */
    this.shown = new Map();
    this.active = -1;
    this.generation = 0;
    this.isDrawing = false;
    this.head = h('thead');
    this.body = h('tbody');
    this.columns = h('colgroup');
    this.table = h('table', { class: 'long' }, h('caption', { class: 'unseen' }), this.columns, this.head, this.body);
    this.box = h('div', { class: 'scroll tall', tabindex: '0', role: 'group', onkeydown: (/** @type {KeyboardEvent} */ event) => this.walk(event) }, this.table);
    this.box.addEventListener('scroll', () => this.soon(), { passive: true });
    this.message = h('p', { class: 'empty', hidden: true });
    replace(place, this.message, this.box);
    this.resize = new ResizeObserver(() => this.soon());
    this.resize.observe(this.box);
    this.dress();
    this.fetch(0);
  }

  /** @param {Options} options */
  update(options) {
    const before = this.options;
    this.options = options;
    this.dress();
    const isOther = JSON.stringify([before.path, before.query, before.sort]) !== JSON.stringify([options.path, options.query, options.sort]);
    if (isOther) {
      this.forget();
      this.box.scrollTop = 0;
      this.active = -1;
      this.fetch(0);
    } else if (before.version !== options.version) this.again();
  }

  destroy() {
    this.generation++;
    this.resize.disconnect();
  }

  dress() {
    const { caption, columns, sort, parameter = 'sort' } = this.options;
    this.box.setAttribute('aria-label', caption);
    /** @type {HTMLElement} */ (this.table.caption).textContent = caption;
    replace(this.columns, columns.map(column => {
      const col = h('col');
      if (column.width) col.style.width = `${column.width}px`;
      return col;
    }));
    this.table.style.minWidth = `${columns.reduce((sum, column) => sum + (column.width ?? 220), 0)}px`;
    replace(this.head, h('tr', { 'aria-rowindex': '1' }, columns.map(column => heading(column, sort, parameter))));
  }

  forget() {
    this.generation++;
    this.pages.clear();
    for (const row of this.shown.values()) row.remove();
    this.shown.clear();
  }

  /** What is in sight is asked for again, and shown until the answer is there. */
  again() {
    this.generation++;
    const { first, last } = this.sight();
    const wanted = new Set();
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) wanted.add(page);
    for (const page of [...this.pages.keys()]) if (!wanted.has(page)) this.pages.delete(page);
    for (const page of wanted) this.fetch(page);
  }

  sight() {
    const first = Math.max(0, Math.floor(this.box.scrollTop / ROW_HEIGHT) - MARGIN);
    const last = Math.min(Math.max(0, this.total - 1), Math.ceil((this.box.scrollTop + this.box.clientHeight) / ROW_HEIGHT) + MARGIN);
    return { first, last };
  }

  /** @param {number} page */
  async fetch(page) {
    const { path, query, sort } = this.options;
    const { generation } = this;
    if (!this.pages.has(page)) this.pages.set(page, null);
    let answer;
    try {
      answer = await get(path, { ...query, sort, offset: page * PAGE, limit: PAGE });
    } catch (failure) {
      if (generation !== this.generation) return;
      this.pages.delete(page);
      this.say(failure instanceof Error ? failure.message : String(failure));
      return;
    }
    if (generation !== this.generation) return;
    this.pages.set(page, answer.items);
    if (this.pages.size > PAGES_KEPT) this.pages.delete(/** @type {number} */ (this.pages.keys().next().value));
    if (answer.total !== this.total) {
      this.total = answer.total;
      this.options.onTotal?.(answer.total);
    }
    for (const [index, row] of this.shown) {
      if (Math.floor(index / PAGE) === page) {
        this.fill(row, index);
      }
    }
    this.say(this.total === 0 ? (this.options.empty ?? 'Nothing matches.') : '');
    this.draw();
  }

  /** @param {string} text */
  say(text) {
    this.message.textContent = text;
    this.message.hidden = text === '';
    this.box.hidden = text !== '' && this.total <= 0;
  }

  soon() {
    if (this.isDrawing) return;
    this.isDrawing = true;
    requestAnimationFrame(() => {
      this.isDrawing = false;
      this.draw();
    });
  }

  draw() {
    if (this.total < 0) return;
    const { first, last } = this.sight();
    this.table.setAttribute('aria-rowcount', String(this.total + 1));
    // The box is as tall as its rows as long as they are few. Twelve pixels are for a scroll bar below.
    this.box.style.setProperty('--rows', String(Math.min(this.total, 22) + 1));
    for (const [index, row] of this.shown) {
      if (index < first || index > last) {
        if (row.contains(document.activeElement)) this.box.focus({ preventScroll: true });
        row.remove();
        this.shown.delete(index);
      }
    }
    /** @type {ChildNode | null} */
    let before = this.body.firstChild;
    for (let index = first; index <= last && index < this.total; index++) {
      let row = this.shown.get(index);
      if (!row) {
        row = h('tr', { tabindex: '-1', 'aria-rowindex': String(index + 2) });
        this.fill(row, index);
        this.shown.set(index, row);
        this.body.insertBefore(row, before);
      } else if (row === before) before = row.nextSibling;
      else this.body.insertBefore(row, before);
    }
    this.body.style.setProperty('--above', `${first * ROW_HEIGHT}px`);
    this.body.style.setProperty('--below', `${Math.max(0, this.total - 1 - last) * ROW_HEIGHT}px`);
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) if (!this.pages.has(page)) this.fetch(page);
  }

  /** @param {HTMLTableRowElement} row @param {number} index */
  fill(row, index) {
    const item = this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
    const { columns } = this.options;
    const hadFocus = row.contains(document.activeElement) && row !== document.activeElement;
    row.replaceChildren(...columns.map(column => (item ? cell(column, item) : h('td', { class: 'waiting' }, '…'))));
    if (hadFocus) row.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  walk(event) {
    if (event.target instanceof HTMLInputElement) return;
    const focused = [...this.shown].find(([, row]) => row.contains(document.activeElement));
    if (focused) this.active = focused[0];
    if (event.key === 'Enter' && focused && document.activeElement === focused[1]) {
      focused[1].querySelector('a')?.click();
      return;
    }
    const span = Math.max(1, Math.floor(this.box.clientHeight / ROW_HEIGHT) - 2);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: span, PageUp: -span, Home: -this.total, End: this.total }[event.key];
    if (step === undefined || this.total <= 0) return;
    event.preventDefault();
    this.active = Math.min(this.total - 1, Math.max(0, this.active + step));
    const top = this.active * ROW_HEIGHT;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    else if (top + 2 * ROW_HEIGHT > this.box.scrollTop + this.box.clientHeight) this.box.scrollTop = top + 2 * ROW_HEIGHT - this.box.clientHeight;
    this.draw();
    this.shown.get(this.active)?.focus({ preventScroll: true });
  }
}

/** @param {Options} options */
export function longTable(options) {
  return island('rows', (place, given) => new LongTable(place, given), options);
}

/** How many there are, for a heading. @param {number} total */
export const inAll = total => `${count(total)} in all`;
