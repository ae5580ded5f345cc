/**
 * News of a running application. The server says what has changed, at most twice a second; whoever shows some of that
 * asks for it again, and nobody else does.
 *
 * @typedef {'live' | 'ended' | 'lost' | 'none'} Liveness
 */
import { address } from './api.js';

export class News {
  /** @param {(changed: string[]) => void} onChange @param {(liveness: Liveness) => void} onLiveness */
  constructor(onChange, onLiveness) {
    this.onChange = onChange;
    this.onLiveness = onLiveness;
    /** @type {EventSource | null} */
    this.source = null;
    /** @type {string | null} */
    this.application = null;
    this.isLive = false;
    // A browser has six connections to a server: pages that nobody looks at leave them to others.
    document.addEventListener('visibilitychange', () => this.attend());
  }

  /** @param {string | null} application whose news are wanted @param {boolean} isLive whether there will be any */
  follow(application, isLive) {
    if (application === this.application && isLive === this.isLive) return;
    this.source?.close();
    this.source = null;
    this.application = application;
    this.isLive = isLive;
    if (application === null || !isLive) {
      this.onLiveness(application === null ? 'none' : 'ended');
      return;
    }
    this.attend();
  }

  attend() {
    if (document.hidden) {
      this.source?.close();
      this.source = null;
    } else if (this.isLive && this.application !== null && this.source === null) this.listen(this.application);
  }

  /** @param {string} application */
  listen(application) {
    const source = new EventSource(address(['applications', application, 'changes']));
    source.onopen = () => this.onLiveness('live');
    // The browser tries again by itself; until it gets through, what is shown may be old.
    source.onerror = () => this.onLiveness('lost');
    source.addEventListener('change', event => this.onChange(JSON.parse(event.data).changed ?? []));
    this.source = source;
  }
}

/**
 * Whether a page that shows these topics is touched by what changed. A topic covers what lies below it and what it lies in.
 * @param {string[]} topics @param {string[]} changed
 */
export function touches(topics, changed) {
  return changed.some(one => topics.some(topic => one === topic || one.startsWith(`${topic}/`) || topic.startsWith(`${one}/`)));
}
