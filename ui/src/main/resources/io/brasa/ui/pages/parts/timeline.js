/**
 * When tasks ran, and where: a lane for each executor, as many rows in it as ran at once. Up to some thousands each task is drawn
 * on a canvas; above that the server gives counts by time, drawn as a profile of each lane.
 *
 * @typedef {{ label: string, data: import('../types.js').Timeline, now: number | null, onPick?: (lane: string, partition: number | null) => void }} Options
 */
import { h, island, replace } from '../base/dom.js';
import { clockTime, count, duration } from '../base/format.js';

const LEFT = 14;
const RIGHT = 10;
const AXIS = 20;
const GAP = 10;
const MOST_HEIGHT = 420;
const STATUSES = ['running', 'succeeded', 'failed', 'cancelled'];

class Tasks {
  /** @param {HTMLElement} place @param {Options} options */
  constructor(place, options) {
    this.options = options;
    this.canvas = h('canvas', { role: 'img', tabindex: '0' });
    this.reading = h('p', { class: 'reading', 'aria-live': 'polite' });
    this.legend = h('ul', { class: 'legend' });
    // A canvas knows no custom properties: an element that nobody sees turns them into colours.
    this.probe = h('span', { hidden: true });
    replace(place, h('div', { class: 'chart-top' }, this.legend, this.reading), this.canvas, this.probe);
    /** Where each task was drawn. @type {{ x: number, y: number, width: number, height: number, index: number }[]} */
    this.spots = [];
    this.at = -1;
    this.left = LEFT;
    this.resize = new ResizeObserver(() => this.draw());
    this.resize.observe(place);
    this.place = place;
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.repaint = () => this.draw();
    this.scheme.addEventListener('change', this.repaint);
    document.addEventListener('brasa-theme', this.repaint);
    this.canvas.addEventListener('pointermove', event => this.read(this.find(event.offsetX, event.offsetY)));
    this.canvas.addEventListener('pointerleave', () => this.read(-1));
    this.canvas.addEventListener('click', event => this.pick(this.find(event.offsetX, event.offsetY)));
    this.canvas.addEventListener('keydown', event => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (event.key === 'Enter') this.pick(this.at);
      if (step === undefined || this.spots.length === 0) return;
      event.preventDefault();
      this.read(Math.min(this.spots.length - 1, Math.max(0, this.at + step)));
    });
  }

  /** @param {Options} options */
  update(options) {
    this.options = options;
    this.draw();
  }

  /** Lanes from the first name to the last. */
  order() {
    const { lanes } = this.options.data;
    return lanes.map((_, index) => index).sort((a, b) => String(lanes[a]).localeCompare(String(lanes[b]), 'en', { numeric: true }));
  }

  destroy() {
    this.resize.disconnect();
    this.scheme.removeEventListener('change', this.repaint);
    document.removeEventListener('brasa-theme', this.repaint);
  }

  /** @param {string} name of a custom property */
  colour(name) {
    this.probe.style.color = `var(${name})`;
    return getComputedStyle(this.probe).color;
  }

  /** Rows within each lane: a task goes to the first that is free when it starts. @param {number} until when running tasks are taken to end */
  rows(until) {
    const { tasks, lanes } = this.options.data;
    /** @type {number[][]} */
    const free = lanes.map(() => []);
    /** @type {number[]} */
    const row = [];
    if (!tasks) return { row, heights: lanes.map(() => 1) };
    const order = tasks.start.map((_, index) => index).sort((a, b) => /** @type {number} */ (tasks.start[a]) - /** @type {number} */ (tasks.start[b]));
    for (const index of order) {
      const lane = free[tasks.executor[index] ?? 0] ?? [];
      const start = tasks.start[index] ?? 0;
      const at = lane.findIndex(ended => ended <= start);
      const chosen = at < 0 ? lane.length : at;
      const ended = tasks.end[index];
      lane[chosen] = ended === undefined || ended === null || ended < 0 ? until : ended;
      row[index] = chosen;
    }
    return { row, heights: free.map(lane => Math.max(1, lane.length)) };
  }

  draw() {
    const { data, label } = this.options;
    const width = this.place.clientWidth;
    if (width === 0) return;
    this.legend.replaceChildren(...(data.histogram ? [['running', 'running at a time'], ['failed', 'failed']] : [['succeeded', 'succeeded'], ['running', 'running'], ['failed', 'failed']])
      .map(([status, words]) => h('li', { class: status }, words)));
    const to = this.options.now !== null ? Math.max(data.to, this.options.now) : data.to;
    const span = Math.max(1, to - data.from);
    const { row, heights } = data.histogram ? { row: [], heights: data.lanes.map(() => 4) } : this.rows(span);
    const rows = heights.reduce((sum, each) => sum + each, 0);
    const unit = Math.max(2, Math.min(14, (MOST_HEIGHT - AXIS - GAP * heights.length) / Math.max(1, rows)));
    const height = Math.ceil(AXIS + rows * unit + GAP * heights.length);
    const ratio = devicePixelRatio || 1;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.canvas.setAttribute('aria-label', this.words(label));
    const paint = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    paint.scale(ratio, ratio);
    paint.font = `11px ${getComputedStyle(this.place).fontFamily}`;
    const names = data.lanes.map(lane => (lane.length > 22 ? `…${lane.slice(-21)}` : lane));
    this.left = LEFT + Math.ceil(Math.max(16, ...names.map(name => paint.measureText(name).width)));
    const x = (/** @type {number} */ offset) => this.left + ((width - this.left - RIGHT) * offset) / span;
    this.axis(paint, x, span, data.from, height, width);
    this.spots = [];
    const colours = Object.fromEntries(STATUSES.map(status => [status, this.colour(`--${status}`)]));
    const error = this.colour('--failed');
    let top = AXIS;
    /** @type {number[]} */
    const starts = [];
    for (const lane of this.order()) {
      starts[lane] = top;
      top += (heights[lane] ?? 1) * unit + GAP;
    }
    names.forEach((name, index) => {
      const y = starts[index] ?? 0;
      paint.fillStyle = this.colour('--lane');
      paint.fillRect(this.left, y, width - this.left - RIGHT, (heights[index] ?? 1) * unit);
      paint.fillStyle = this.colour('--muted');
      paint.textAlign = 'left';
      paint.textBaseline = 'middle';
      paint.fillText(name, 2, y + ((heights[index] ?? 1) * unit) / 2);
    });
    if (data.histogram) this.profile(paint, data, x, starts, heights, unit, colours);
    const { tasks } = data;
    if (tasks) {
      tasks.start.forEach((start, index) => {
        const status = this.status(index);
        const lane = tasks.executor[index] ?? 0;
        const given = tasks.end[index];
        const ended = given === undefined || given === null || given < 0 ? span : given;
        const left = x(start);
        const spot = { x: left, y: (starts[lane] ?? 0) + (row[index] ?? 0) * unit, width: Math.max(1.5, x(ended) - left - 0.5), height: Math.max(1, unit - 1), index };
        paint.fillStyle = colours[status] || this.colour('--muted');
        paint.fillRect(spot.x, spot.y, spot.width, spot.height);
        if (status === 'failed') {
          // A failure is told by its form as well: a bar across its end.
          paint.fillStyle = error;
          paint.fillRect(spot.x + spot.width - 1, spot.y - 2, 2, spot.height + 4);
        }
        this.spots.push(spot);
      });
      const own = this.spots.find(spot => spot.index === this.spots[this.at]?.index);
      if (own && this.at >= 0) {
        paint.strokeStyle = this.colour('--text');
        paint.lineWidth = 1.5;
        paint.strokeRect(own.x - 0.5, own.y - 0.5, own.width + 1, own.height + 1);
      }
    }
  }

  /** @param {CanvasRenderingContext2D} paint @param {(offset: number) => number} x @param {number} span @param {number} from @param {number} height @param {number} width */
  axis(paint, x, span, from, height, width) {
    paint.strokeStyle = this.colour('--grid');
    paint.fillStyle = this.colour('--muted');
    paint.textBaseline = 'top';
    const ticks = Math.max(2, Math.floor((width - this.left) / 120));
    const raw = span / ticks;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = ([1, 2, 5, 10].find(each => each * power >= raw) ?? 10) * power;
    for (let offset = 0; offset <= span; offset += step) {
      paint.beginPath();
      paint.moveTo(x(offset), AXIS - 4);
      paint.lineTo(x(offset), height);
      paint.stroke();
      paint.textAlign = offset === 0 ? 'left' : 'center';
      if (x(offset) < width - 40) paint.fillText(offset === 0 ? clockTime(from) : `+${duration(offset)}`, x(offset), 2);
    }
  }

  /** @param {CanvasRenderingContext2D} paint @param {import('../types.js').Timeline} data @param {(offset: number) => number} x @param {number[]} starts @param {number[]} heights @param {number} unit @param {Record<string, string>} colours */
  profile(paint, data, x, starts, heights, unit, colours) {
    const histogram = /** @type {NonNullable<import('../types.js').Timeline['histogram']>} */ (data.histogram);
    const most = Math.max(1, ...histogram.running.flat());
    data.lanes.forEach((_, lane) => {
      const high = (heights[lane] ?? 1) * unit;
      const bottom = (starts[lane] ?? 0) + high;
      (histogram.running[lane] ?? []).forEach((running, bucket) => {
        const left = x(bucket * histogram.bucketMillis);
        const wide = Math.max(1, x((bucket + 1) * histogram.bucketMillis) - left);
        paint.fillStyle = colours.running ?? '';
        paint.fillRect(left, bottom - (high * running) / most, wide, (high * running) / most);
        const failed = histogram.failed[lane]?.[bucket] ?? 0;
        if (failed > 0) {
          paint.fillStyle = colours.failed ?? '';
          paint.fillRect(left, bottom - 4, Math.max(2, wide), 4);
        }
      });
    });
  }

  /** @param {number} index */
  status(index) {
    const given = this.options.data.tasks?.status[index];
    return typeof given === 'number' ? (STATUSES[given] ?? 'running') : (given ?? 'running');
  }

  /** @param {string} label */
  words(label) {
    const { data } = this.options;
    const span = duration(data.to - data.from);
    if (!data.tasks) return `${label}: tasks running at a time on ${data.lanes.length} executors over ${span}. The tables below have the figures.`;
    const failed = data.tasks.start.filter((_, index) => this.status(index) === 'failed').length;
    return `${label}: ${count(data.tasks.start.length)} tasks on ${data.lanes.length} executors over ${span}, ${count(failed)} failed. The tables below have the figures.`;
  }

  /** @param {number} x @param {number} y */
  find(x, y) {
    return this.spots.findIndex(spot => x >= spot.x - 1 && x <= spot.x + spot.width + 1 && y >= spot.y && y <= spot.y + spot.height + 1);
  }

  /** @param {number} at */
  read(at) {
    if (at === this.at) return;
    this.at = at;
    const { tasks, lanes, from } = this.options.data;
    const spot = this.spots[at];
    this.canvas.classList.toggle('over', spot !== undefined);
    if (!spot || !tasks) this.reading.textContent = '';
    else {
      const start = tasks.start[spot.index] ?? 0;
      const ended = tasks.end[spot.index];
      const partition = tasks.partition?.[spot.index];
      this.reading.textContent = [partition === undefined ? 'Task' : `Partition ${partition}`, this.status(spot.index), `executor ${lanes[tasks.executor[spot.index] ?? 0]}`,
        ended === undefined || ended === null || ended < 0 ? 'still running' : duration(ended - start), `from ${clockTime(from + start)}`].join(' · ');
    }
    this.draw();
  }

  /** @param {number} at */
  pick(at) {
    const { tasks, lanes } = this.options.data;
    const spot = this.spots[at];
    if (spot && tasks) this.options.onPick?.(lanes[tasks.executor[spot.index] ?? 0] ?? '', tasks.partition?.[spot.index] ?? null);
  }
}

/** @param {Options} options */
export function timeline(options) {
  return island('timeline', (place, given) => new Tasks(place, given), options);
}
