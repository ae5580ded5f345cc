/**
 * Lines over time. A chart says in words what it shows, has its values under the pointer and under the arrow keys, and as a table on demand.
 *
 * @typedef {{ name: string, values: (number | null)[], class: string, isArea?: boolean }} Series
 * @typedef {{ label: string, times: number[], series: Series[], write: (value: number) => string, limit?: { name: string, value: number }, height?: number, isBytes?: boolean }} Options
 */
import { h, island, replace, svg } from '../base/dom.js';
import { clockTime } from '../base/format.js';
import { d3 } from './d3.js';

const LEFT = 68;
const RIGHT = 14;
const TOP = 8;
const BOTTOM = 22;

/** Sizes that are round in bytes, from nothing to a little below the top. @param {number} top */
function powers(top) {
  const step = 2 ** Math.max(0, Math.ceil(Math.log2(top / 4)));
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step);
}

/** On an axis: minutes, or what is within one. @param {Date} tick */
function moment(tick) {
  const [hours, minutes, seconds] = clockTime(tick.getTime()).split(':');
  return seconds === '00' ? `${hours}:${minutes}` : `:${seconds}`;
}

class Chart {
  /** @param {HTMLElement} place @param {Options} options */
  constructor(place, options) {
    this.place = place;
    this.options = options;
    this.at = -1;
    this.width = 0;
    this.drawing = h('div', { class: 'drawing' });
    this.reading = h('p', { class: 'reading', 'aria-live': 'polite' });
    this.legend = h('ul', { class: 'legend' });
    this.numbers = h('details', { class: 'numbers', ontoggle: () => this.list() }, h('summary', {}, 'As a table'));
    replace(place, h('div', { class: 'chart-top' }, this.legend, this.reading), this.drawing, this.numbers);
    this.resize = new ResizeObserver(() => {
      if (this.drawing.clientWidth !== this.width) this.draw();
    });
    this.resize.observe(this.drawing);
  }

  /** @param {Options} options */
  update(options) {
    this.options = options;
    this.draw();
    this.list();
  }

  destroy() {
    this.resize.disconnect();
  }

  async draw() {
    const library = await d3();
    const { label, times, series, write, limit, height = 150, isBytes = false } = this.options;
    const width = (this.width = this.drawing.clientWidth);
    if (width === 0 || times.length === 0) return;
    const x = library.scaleTime([times[0], times[times.length - 1]], [LEFT, width - RIGHT]);
    const top = Math.max(1e-9, limit?.value ?? 0, ...series.flatMap(one => one.values.map(value => 1.1 * (value ?? 0))));
    const y = library.scaleLinear([0, top], [height - BOTTOM, TOP]);
    const ticks = isBytes ? powers(top) : y.nice(4).ticks(3);
    this.x = x;
    const points = (/** @type {Series} */ one) => one.values.map((value, index) => [times[index], value]);
    const defined = (/** @type {any} */ point) => point[1] !== null && point[1] !== undefined;
    const line = library.line().defined(defined).x((/** @type {any} */ point) => x(point[0])).y((/** @type {any} */ point) => y(point[1]));
    const area = library.area().defined(defined).x((/** @type {any} */ point) => x(point[0])).y0(y(0)).y1((/** @type {any} */ point) => y(point[1]));
    this.cursor = svg('line', { class: 'cursor', y1: TOP, y2: height - BOTTOM, visibility: 'hidden' });
    const picture = svg(
      'svg',
      { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', tabindex: '0', 'aria-label': this.words(label, series, write) },
      ticks.map((/** @type {number} */ tick) => [
        svg('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick) }),
        svg('text', { class: 'tick', x: LEFT - 8, y: y(tick) + 4, 'text-anchor': 'end' }, write(tick)),
      ]),
      x.ticks(Math.max(2, Math.floor(width / 110))).map((/** @type {Date} */ tick) =>
        svg('text', { class: 'tick', x: x(tick), y: height - 6, 'text-anchor': 'middle' }, moment(tick))),
      series.map(one => [
        one.isArea ? svg('path', { class: `area ${one.class}`, d: area(points(one)) ?? '' }) : null,
        svg('path', { class: `line ${one.class}`, d: line(points(one)) ?? '' }),
      ]),
      limit ? svg('line', { class: 'limit', x1: LEFT, x2: width - RIGHT, y1: y(limit.value), y2: y(limit.value) }) : null,
      this.cursor,
    );
    picture.addEventListener('pointermove', event => this.read(this.nearest(event.offsetX)));
    picture.addEventListener('pointerleave', () => this.read(-1));
    picture.addEventListener('blur', () => this.read(-1));
    picture.addEventListener('keydown', event => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.read(Math.min(times.length - 1, Math.max(0, (this.at < 0 ? times.length - 1 : this.at) + step)));
    });
    const hadFocus = this.drawing.contains(document.activeElement);
    this.drawing.replaceChildren(picture);
    if (hadFocus) picture.focus();
    this.legend.replaceChildren(...series.map(one => h('li', { class: one.class }, one.name)), ...(limit ? [h('li', { class: 'limit' }, limit.name)] : []));
    if (this.at >= 0) this.read(this.at);
  }

  /** @param {string} label @param {Series[]} series @param {(value: number) => string} write */
  words(label, series, write) {
    const each = series.map(one => {
      const known = /** @type {number[]} */ (one.values.filter(value => value !== null && value !== undefined));
      return known.length === 0 ? `${one.name}: nothing` : `${one.name}: last ${write(/** @type {number} */ (known[known.length - 1]))}, at most ${write(Math.max(...known))}`;
    });
    return `${label}. ${each.join('; ')}.`;
  }

  /** @param {number} offset */
  nearest(offset) {
    const { times } = this.options;
    const wanted = this.x.invert(offset).getTime();
    let best = 0;
    for (let index = 1; index < times.length; index++) if (Math.abs(/** @type {number} */ (times[index]) - wanted) < Math.abs(/** @type {number} */ (times[best]) - wanted)) best = index;
    return best;
  }

  /** @param {number} index which sample is read out; -1 for none */
  read(index) {
    this.at = index;
    const { times, series, write } = this.options;
    const millis = times[index];
    if (millis === undefined) {
      this.cursor?.setAttribute('visibility', 'hidden');
      this.reading.textContent = '';
      return;
    }
    this.cursor?.setAttribute('visibility', 'visible');
    for (const end of ['x1', 'x2']) this.cursor?.setAttribute(end, this.x(millis));
    this.reading.textContent = [clockTime(millis), ...series.map(one => `${one.name} ${write(one.values[index] ?? 0)}`)].join(' · ');
  }

  list() {
    if (!this.numbers.open) return;
    const { label, times, series, write } = this.options;
    this.numbers.querySelector('.scroll')?.remove();
    const every = Math.max(1, Math.ceil(times.length / 200));
    this.numbers.append(h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': `${label}, as a table` }, h('table', {},
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Time'), series.map(one => h('th', { scope: 'col', class: 'number' }, one.name)))),
      h('tbody', {}, times.map((millis, index) => (index % every === 0 || index === times.length - 1)
        && h('tr', {}, h('th', { scope: 'row' }, clockTime(millis)), series.map(one => h('td', { class: 'number' }, one.values[index] === null || one.values[index] === undefined ? '–' : write(/** @type {number} */ (one.values[index]))))))))));
  }
}

/** @param {Options} options */
export function chart(options) {
  return island('chart', (place, given) => new Chart(place, given), options);
}
