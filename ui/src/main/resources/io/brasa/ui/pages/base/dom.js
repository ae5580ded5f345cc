/**
 * Elements from calls, and the patching of what is shown by what should be.
 *
 * Views are functions from data to fresh elements. When data changes, {@link patch} walks what is shown beside what the
 * view made and changes only what differs, so focus, selection and scrolling survive. Parts with a life of their own
 * (drawings, long tables) are *islands*: they are mounted once and told of new options.
 *
 * @typedef {Node | string | number | null | undefined | false | any[]} Child a list holds more of them
 * @typedef {{ update(options: any): void, destroy?(): void }} Mounted
 * @typedef {{ kind: string, options: any, mount: (element: HTMLElement, options: any) => Mounted, mounted: Mounted | null }} Island
 * @typedef {Element & { island?: Island, key?: string, handlers?: Record<string, Function> }} Made
 */

/** @param {Element} element @param {Record<string, any>} attributes */
function dress(element, attributes) {
  const made = /** @type {Made} */ (element);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'key') made.key = String(value);
    else if (name.startsWith('on')) {
      made.handlers = { ...made.handlers, [name]: value };
      /** @type {any} */ (element)[name] = value;
    } else if (name === 'vars') {
      // Custom properties go through the object model: the content policy forbids style attributes in markup.
      for (const [property, given] of Object.entries(value)) /** @type {any} */ (element).style.setProperty(property, String(given));
    } else if (name === 'value' && 'value' in element && element.nodeName !== 'LI') /** @type {any} */ (element).value = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** @param {Node} parent @param {Child} child */
function put(parent, child) {
  if (child === null || child === undefined || child === false) return;
  if (Array.isArray(child)) for (const each of child) put(parent, each);
  else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, any>} [attributes] @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  put(element, children);
  dress(element, attributes);
  return element;
}

/** @param {string} tag @param {Record<string, any>} [attributes] @param {...Child} children @returns {SVGElement} */
export function svg(tag, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS('http://www.w3.org/2000/svg', tag));
  put(element, children);
  dress(element, attributes);
  return element;
}

/**
 * A place for a part with a life of its own.
 * @param {string} kind @param {Island['mount']} mount @param {any} options @param {string} [className]
 */
export function island(kind, mount, options, className = '') {
  const element = h('div', { class: `${kind} ${className}`.trim() });
  /** @type {Made} */ (element).island = { kind, options, mount, mounted: null };
  return element;
}

/** Mounts the islands in elements that have just been shown. @param {Node} node */
export function wake(node) {
  if (!(node instanceof Element)) return;
  const { island: own } = /** @type {Made} */ (node);
  if (own) {
    if (!own.mounted) own.mounted = own.mount(/** @type {HTMLElement} */ (node), own.options);
    return;
  }
  for (const child of [...node.children]) wake(child);
}

/** Ends the islands in elements that are about to go. @param {Node} node */
export function end(node) {
  if (!(node instanceof Element)) return;
  const { island: own } = /** @type {Made} */ (node);
  if (own) {
    own.mounted?.destroy?.();
    own.mounted = null;
    return;
  }
  for (const child of [...node.children]) end(child);
}

/** Shows the children in place of whatever the parent shows. @param {Element} parent @param {...Child} children */
export function replace(parent, ...children) {
  for (const child of [...parent.childNodes]) end(child);
  parent.replaceChildren();
  put(parent, children);
  for (const child of [...parent.childNodes]) wake(child);
}

/** Makes the parent show the children, changing only what differs. @param {Element} parent @param {...Child} children */
export function refresh(parent, ...children) {
  const next = document.createDocumentFragment();
  put(next, children);
  patchChildren(parent, next);
}

/** @param {Node} a @param {Node} b */
function same(a, b) {
  if (a.nodeName !== b.nodeName) return false;
  const one = /** @type {Made} */ (a);
  const other = /** @type {Made} */ (b);
  return one.key === other.key && one.island?.kind === other.island?.kind;
}

/** @param {Node} parent @param {Node} next */
function patchChildren(parent, next) {
  /** @type {Map<string, Node>} */
  const keyed = new Map();
  for (const child of parent.childNodes) {
    const { key } = /** @type {Made} */ (child);
    if (key) keyed.set(key, child);
  }
  let at = parent.firstChild;
  for (const wanted of [...next.childNodes]) {
    const { key } = /** @type {Made} */ (wanted);
    const known = key ? keyed.get(key) : undefined;
    if (known && known !== at && same(known, wanted)) {
      parent.insertBefore(known, at);
      patch(known, wanted);
    } else if (at && same(at, wanted)) {
      const here = at;
      at = at.nextSibling;
      patch(here, wanted);
    } else {
      parent.insertBefore(wanted, at);
      wake(wanted);
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    end(gone);
    parent.removeChild(gone);
  }
}

/** Makes `shown` look and behave as `wanted`; both are of one kind. @param {Node} shown @param {Node} wanted */
function patch(shown, wanted) {
  if (!(shown instanceof Element) || !(wanted instanceof Element)) {
    if (shown.nodeValue !== wanted.nodeValue) shown.nodeValue = wanted.nodeValue;
    return;
  }
  patchAttributes(shown, wanted);
  const own = /** @type {Made} */ (shown).island;
  const theirs = /** @type {Made} */ (wanted).island;
  if (own && theirs) {
    own.options = theirs.options;
    own.mounted?.update(theirs.options);
    return;
  }
  patchChildren(shown, wanted);
  if (shown instanceof HTMLInputElement || shown instanceof HTMLSelectElement) {
    const value = /** @type {HTMLInputElement} */ (wanted).value;
    // Whoever is typing knows better than the address.
    if (document.activeElement !== shown && shown.value !== value) shown.value = value;
  }
}

/** @param {Element} shown @param {Element} wanted */
function patchAttributes(shown, wanted) {
  const one = /** @type {Made} */ (shown);
  const other = /** @type {Made} */ (wanted);
  for (const name of new Set([...Object.keys(one.handlers ?? {}), ...Object.keys(other.handlers ?? {})])) {
    /** @type {any} */ (shown)[name] = other.handlers?.[name] ?? null;
  }
  one.handlers = other.handlers;
  const style = /** @type {any} */ (shown).style;
  const text = /** @type {any} */ (wanted).style?.cssText;
  if (style && !one.island && style.cssText !== text) {
    style.cssText = text;
    if (text === '') shown.removeAttribute('style');
  }
  for (const { name, value } of [...wanted.attributes]) {
    if (name !== 'style' && shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  for (const { name } of [...shown.attributes]) {
    // Whether details are open is their reader's choice.
    const theirs = name === 'style' || (name === 'open' && shown.nodeName === 'DETAILS');
    if (!theirs && !wanted.hasAttribute(name)) shown.removeAttribute(name);
  }
}
