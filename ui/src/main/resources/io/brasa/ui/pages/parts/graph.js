/**
 * A graph of boxes and arrows that can be moved and scaled, walked by keyboard (each box is a link), and read as a list.
 *
 * @typedef {{ id: string, title: string, lines: string[], status: string, href: string | null, share: number | null, mark: string | null }} Node
 * @typedef {{ label: string, nodes: Node[], edges: { from: string, to: string, label: string }[], isDown: boolean }} Options
 */
import { h, island, replace, svg } from '../base/dom.js';
import { d3 } from './d3.js';
import { layers } from './layers.js';

const WIDTH = 230;
const LINE = 17;
const PAD = 12;

/** @param {string} text @param {number} letters */
const cut = (text, letters) => (text.length <= letters ? text : `${text.slice(0, letters - 1)}…`);

class Graph {
  /** @param {HTMLElement} place @param {Options} options */
  constructor(place, options) {
    this.place = place;
    this.options = options;
    this.shape = '';
    this.isMoved = false;
    this.scene = svg('g', { class: 'scene' });
    this.picture = svg('svg', { class: 'graph-picture', role: 'group' },
      svg('defs', {}, svg('marker', { id: 'arrow', viewBox: '0 0 8 8', refX: '8', refY: '4', markerWidth: '8', markerHeight: '8', orient: 'auto' }, svg('path', { d: 'M0 0 8 4 0 8z', class: 'arrowhead' }))),
      this.scene);
    const button = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {() => void} */ onclick) => h('button', { type: 'button', class: 'quiet', 'aria-label': label, title: label, onclick }, sign);
    this.tools = h('div', { class: 'graph-tools' }, button('+', 'Larger', () => this.scale(1.3)), button('−', 'Smaller', () => this.scale(1 / 1.3)), button('⤢', 'All of it', () => this.fit()));
    this.text = h('details', { class: 'numbers' }, h('summary', {}, 'As a list'));
    replace(place, h('div', { class: 'graph-frame' }, this.picture, this.tools), this.text);
    this.resize = new ResizeObserver(() => {
      if (!this.isMoved) this.fit();
    });
    this.resize.observe(this.picture);
    this.start();
  }

  async start() {
    this.library = await d3();
    this.zoom = this.library.zoom().scaleExtent([0.1, 2.5])
      // The wheel alone scrolls the page; with the control key, or on a touch pad's pinch, it scales.
      .filter((/** @type {any} */ event) => (event.type === 'wheel' ? event.ctrlKey || event.metaKey : !event.button))
      .on('zoom', (/** @type {any} */ event) => {
        if (event.sourceEvent) this.isMoved = true;
        this.scene.setAttribute('transform', String(event.transform));
      });
    this.library.select(this.picture).call(this.zoom).on('dblclick.zoom', null);
    this.draw();
  }

  /** @param {Options} options */
  update(options) {
    this.options = options;
    this.draw();
  }

  destroy() {
    this.resize.disconnect();
  }

  draw() {
    if (!this.library) return;
    const { label, nodes, edges, isDown } = this.options;
    const boxes = nodes.map(node => ({ id: node.id, width: WIDTH, height: 2 * PAD + LINE * (1 + node.lines.length) + (node.share === null ? 0 : 10) }));
    const places = layers(boxes, edges, { alongGap: isDown ? 44 : 84, acrossGap: 26, isDown });
    this.size = places;
    const curve = this.library.line().x((/** @type {any} */ at) => at.x).y((/** @type {any} */ at) => at.y).curve(isDown ? this.library.curveBumpY : this.library.curveBumpX);
    const focused = document.activeElement instanceof SVGElement && this.scene.contains(document.activeElement) ? document.activeElement.getAttribute('data-id') : null;
    const drawn = edges.filter(edge => places.boxes.has(edge.from) && places.boxes.has(edge.to) && edge.from !== edge.to);
    replace(this.scene,
      drawn.map((edge, index) => {
        const way = places.arrows[index] ?? [];
        const middle = way.length === 2 ? { x: (/** @type {any} */ (way[0]).x + /** @type {any} */ (way[1]).x) / 2, y: (/** @type {any} */ (way[0]).y + /** @type {any} */ (way[1]).y) / 2 } : way[Math.floor(way.length / 2)];
        return svg('g', { class: 'edge', 'aria-hidden': 'true' },
          svg('path', { d: curve(way), 'marker-end': 'url(#arrow)' }),
          edge.label && middle ? svg('text', { x: middle.x, y: middle.y + (isDown ? 4 : -6), 'text-anchor': 'middle' }, edge.label) : null);
      }),
      nodes.map((node, index) => this.box(node, /** @type {import('./layers.js').Point} */ (places.boxes.get(node.id)), /** @type {import('./layers.js').Box} */ (boxes[index]))));
    this.picture.setAttribute('aria-label', `${label}: ${nodes.length} boxes, ${drawn.length} arrows. The same as a list is below.`);
    this.picture.style.height = `${Math.min(isDown ? 1400 : 520, Math.max(120, places.height + 40))}px`;
    if (focused !== null) /** @type {SVGElement | null} */ (this.scene.querySelector(`[data-id="${CSS.escape(focused)}"]`))?.focus();
    const shape = JSON.stringify([boxes, edges.map(edge => [edge.from, edge.to])]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.isMoved = false;
    }
    if (!this.isMoved) this.fit();
    this.list(drawn);
  }

  /** @param {Node} node @param {import('./layers.js').Point} at @param {import('./layers.js').Box} box */
  box(node, at, box) {
    const inside = [
      svg('title', {}, [node.title, ...node.lines].join('\n')),
      svg('rect', { width: box.width, height: box.height, rx: 7 }),
      svg('text', { class: 'box-title', x: PAD, y: PAD + 11 }, cut(node.title, node.mark ? 22 : 29)),
      node.mark ? svg('text', { class: 'box-mark', x: box.width - PAD, y: PAD + 11, 'text-anchor': 'end' }, node.mark) : null,
      node.lines.map((line, index) => svg('text', { class: 'box-line', x: PAD, y: PAD + 12 + LINE * (index + 1) }, cut(line, 33))),
      node.share === null ? null : [
        svg('rect', { class: 'box-bar', x: PAD, y: box.height - PAD - 3, width: box.width - 2 * PAD, height: 5, rx: 2.5 }),
        svg('rect', { class: 'box-share', x: PAD, y: box.height - PAD - 3, width: Math.max(node.share > 0 ? 2 : 0, (box.width - 2 * PAD) * node.share), height: 5, rx: 2.5 })],
    ];
    const attributes = { class: `box ${node.status}${node.mark ? ' marked' : ''}`, transform: `translate(${at.x - box.width / 2} ${at.y - box.height / 2})` };
    return node.href === null
      ? svg('g', { ...attributes, tabindex: '0', role: 'img', 'aria-label': [node.title, ...node.lines].join(', '), 'data-id': node.id }, inside)
      : svg('g', attributes, svg('a', { href: node.href, 'data-id': node.id }, inside));
  }

  /** @param {Options['edges']} drawn */
  list(drawn) {
    const { nodes, label } = this.options;
    const title = (/** @type {string} */ id) => nodes.find(node => node.id === id)?.title ?? id;
    this.text.querySelector('ul')?.remove();
    this.text.append(h('ul', { 'aria-label': label }, nodes.map(node => {
      const into = drawn.filter(edge => edge.to === node.id);
      return h('li', {}, node.href === null ? h('strong', {}, node.title) : h('a', { href: node.href }, node.title), `: ${node.lines.join(', ')}`,
        into.length > 0 ? `; reads from ${into.map(edge => title(edge.from) + (edge.label ? ` (${edge.label})` : '')).join(' and ')}` : '');
    })));
  }

  /** @param {number} by */
  scale(by) {
    this.isMoved = true;
    this.zoom?.scaleBy(this.library.select(this.picture), by);
  }

  /** Shows all of it, but no larger than it is. */
  fit() {
    const { clientWidth: width, clientHeight: height } = this.picture;
    if (!this.size || !this.zoom || width === 0) return;
    this.isMoved = false;
    const scale = Math.max(0.1, Math.min(1, (width - 32) / this.size.width, (height - 32) / this.size.height));
    const transform = this.library.zoomIdentity.translate((width - this.size.width * scale) / 2, (height - this.size.height * scale) / 2).scale(scale);
    this.zoom.transform(this.library.select(this.picture), transform);
  }
}

/** @param {Options} options */
export function graph(options) {
  return island('graph', (place, given) => new Graph(place, given), options);
}
