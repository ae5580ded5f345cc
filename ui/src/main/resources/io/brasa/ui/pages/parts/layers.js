/**
 * Where the boxes of a directed graph go. Layers by the longest way to the ends, order within a layer by repeated
 * averaging over neighbours (Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures",
 * IEEE Transactions on Systems, Man and Cybernetics 11(2), 1981), long edges led through empty places of the layers between.
 *
 * @typedef {{ id: string, width: number, height: number }} Box
 * @typedef {{ from: string, to: string }} Arrow
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ width: number, height: number, boxes: Map<string, Point>, arrows: Point[][] }} Places centres of boxes; for each arrow its way
 */

const SWEEPS = 6;

/**
 * @param {Box[]} boxes @param {Arrow[]} arrows @param {{ alongGap: number, acrossGap: number, isDown: boolean }} shape
 * @returns {Places}
 */
export function layers(boxes, arrows, { alongGap, acrossGap, isDown }) {
  const along = (/** @type {Box} */ box) => (isDown ? box.height : box.width);
  const across = (/** @type {Box} */ box) => (isDown ? box.width : box.height);
  const byId = new Map(boxes.map(box => [box.id, box]));
  const known = arrows.filter(arrow => byId.has(arrow.from) && byId.has(arrow.to) && arrow.from !== arrow.to);
  const depth = depths(boxes, known);

  /** Boxes and the places that long arrows pass, by layer. @type {Box[][]} */
  const layer = [];
  const add = (/** @type {Box} */ box, /** @type {number} */ at) => (layer[at] ??= []).push(box);
  for (const box of boxes) add(box, depth.get(box.id) ?? 0);
  /** @type {Map<string, string[]>} */
  const before = new Map();
  /** @type {Map<string, string[]>} */
  const after = new Map();
  const join = (/** @type {string} */ one, /** @type {string} */ other) => {
    after.set(one, [...(after.get(one) ?? []), other]);
    before.set(other, [...(before.get(other) ?? []), one]);
  };
  const ways = known.map((arrow, index) => {
    const way = [arrow.from];
    for (let at = (depth.get(arrow.from) ?? 0) + 1; at < (depth.get(arrow.to) ?? 0); at++) {
      const passing = { id: `${index}/${at}`, width: 8, height: 8 };
      byId.set(passing.id, passing);
      add(passing, at);
      way.push(passing.id);
    }
    way.push(arrow.to);
    for (let step = 1; step < way.length; step++) join(/** @type {string} */ (way[step - 1]), /** @type {string} */ (way[step]));
    return way;
  });

  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isForward = sweep % 2 === 0;
    for (let step = 1; step < layer.length; step++) {
      const at = isForward ? step : layer.length - 1 - step;
      const beside = layer[isForward ? at - 1 : at + 1] ?? [];
      const places = new Map(beside.map((box, index) => [box.id, index]));
      const weight = new Map((layer[at] ?? []).map((box, index) => {
        const near = ((isForward ? before : after).get(box.id) ?? []).map(id => places.get(id) ?? 0);
        return [box.id, near.length === 0 ? index : near.reduce((sum, each) => sum + each, 0) / near.length];
      }));
      layer[at]?.sort((a, b) => (weight.get(a.id) ?? 0) - (weight.get(b.id) ?? 0));
    }
  }

  // Along: each layer as deep as its deepest box. Across: side by side, then pulled towards the neighbours' middle.
  /** @type {Map<string, { along: number, across: number }>} */
  const spot = new Map();
  let reach = 0;
  for (const row of layer) {
    const size = Math.max(...row.map(along));
    let side = 0;
    for (const box of row) {
      spot.set(box.id, { along: reach + size / 2, across: side + across(box) / 2 });
      side += across(box) + acrossGap;
    }
    reach += size + alongGap;
  }
  // The last sweep goes forward: a chain stands straight below what it reads.
  for (let sweep = 1; sweep <= SWEEPS; sweep++) {
    const isForward = sweep % 2 === 0;
    for (const row of isForward ? layer : [...layer].reverse()) {
      const wish = row.map(box => {
        const near = ((isForward ? before : after).get(box.id) ?? []).map(id => spot.get(id)?.across ?? 0);
        return near.length === 0 ? (spot.get(box.id)?.across ?? 0) : near.reduce((sum, each) => sum + each, 0) / near.length;
      });
      apart(row, wish, across, acrossGap).forEach((value, index) => {
        const own = spot.get(/** @type {Box} */ (row[index]).id);
        if (own) own.across = value;
      });
    }
  }
  const least = Math.min(...boxes.map(box => (spot.get(box.id)?.across ?? 0) - across(box) / 2));
  const most = Math.max(...boxes.map(box => (spot.get(box.id)?.across ?? 0) + across(box) / 2));
  const point = (/** @type {string} */ id) => {
    const own = spot.get(id) ?? { along: 0, across: 0 };
    return isDown ? { x: own.across - least, y: own.along } : { x: own.along, y: own.across - least };
  };
  return {
    width: isDown ? most - least : reach - alongGap,
    height: isDown ? reach - alongGap : most - least,
    boxes: new Map(boxes.map(box => [box.id, point(box.id)])),
    arrows: ways.map(way => way.map((id, step) => {
      const own = point(id);
      const box = /** @type {Box} */ (byId.get(id));
      const half = step === 0 ? along(box) / 2 : step === way.length - 1 ? -along(box) / 2 : 0;
      return isDown ? { x: own.x, y: own.y + half } : { x: own.x + half, y: own.y };
    })),
  };
}

/**
 * Centres near their wishes, in order and apart: runs that would overlap are merged and share their mean displacement (pool
 * adjacent violators, the exact solution of this least-squares problem).
 * @param {Box[]} row @param {number[]} wish @param {(box: Box) => number} across @param {number} gap
 */
function apart(row, wish, across, gap) {
  let offset = 0;
  const offsets = row.map((box, index) => {
    if (index > 0) offset += across(/** @type {Box} */ (row[index - 1])) / 2 + gap + across(box) / 2;
    return offset;
  });
  /** @type {{ sum: number, count: number }[]} */
  const runs = [];
  wish.forEach((value, index) => {
    runs.push({ sum: value - /** @type {number} */ (offsets[index]), count: 1 });
    for (;;) {
      const last = runs[runs.length - 1];
      const previous = runs[runs.length - 2];
      if (!last || !previous || previous.sum / previous.count <= last.sum / last.count) break;
      runs.pop();
      previous.sum += last.sum;
      previous.count += last.count;
    }
  });
  const means = runs.flatMap(run => Array.from({ length: run.count }, () => run.sum / run.count));
  return means.map((mean, index) => mean + /** @type {number} */ (offsets[index]));
}

/**
 * The layer of each box: as late as what it leads to allows, so that the arrows of a tree are never longer than a layer. A cycle,
 * which plans don't have, is cut where it is met.
 * @param {Box[]} boxes @param {Arrow[]} arrows
 */
function depths(boxes, arrows) {
  /** @type {Map<string, number>} */
  const depth = new Map();
  const next = new Map(boxes.map(box => [box.id, arrows.filter(arrow => arrow.from === box.id).map(arrow => arrow.to)]));
  const visiting = new Set();
  /** @param {string} id @returns {number} */
  const of = id => {
    const done = depth.get(id);
    if (done !== undefined) return done;
    if (visiting.has(id)) return 0;
    visiting.add(id);
    const own = Math.max(-1, ...(next.get(id) ?? []).map(of)) + 1;
    depth.set(id, own);
    return own;
  };
  const most = Math.max(0, ...boxes.map(box => of(box.id)));
  return new Map([...depth].map(([id, own]) => [id, most - own]));
}
