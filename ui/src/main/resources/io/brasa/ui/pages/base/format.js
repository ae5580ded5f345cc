/** Numbers, sizes, times and durations as people read them. */
import { h } from './dom.js';

const counts = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });

/** @param {number | null | undefined} value */
export const count = value => (value === null || value === undefined ? '–' : counts.format(value));

/** At most four letters and a unit: 1.25 M. @param {number | null | undefined} value */
export function short(value) {
  if (value === null || value === undefined) return '–';
  if (value < 10_000) return counts.format(value);
  for (const [size, unit] of /** @type {[number, string][]} */ ([[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']])) {
    const scaled = value / size;
    if (scaled >= 1) return `${scaled.toFixed(Number.isInteger(scaled) ? 0 : scaled < 10 ? 2 : scaled < 100 ? 1 : 0)} ${unit}`;
  }
  return String(value);
}

/** @param {number | null | undefined} value */
export function bytes(value) {
  if (value === null || value === undefined) return '–';
  if (value < 1024) return `${Math.round(value)} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let scaled = value / 1024;
  let unit = 0;
  while (scaled >= 1000 && unit < units.length - 1) {
    scaled /= 1024;
    unit++;
  }
  const digits = Number.isInteger(scaled) ? 0 : scaled < 10 ? 2 : scaled < 100 ? 1 : 0;
  return `${scaled.toFixed(digits)} ${units[unit]}`;
}

/** @param {number | null | undefined} millis */
export function duration(millis) {
  if (millis === null || millis === undefined) return '–';
  if (millis < 1) return millis === 0 ? '0 ms' : `${millis.toFixed(2)} ms`;
  if (millis < 1000) return `${Math.round(millis)} ms`;
  const seconds = millis / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 1440 ? `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min` : `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`;
}

/** @param {number} share 0 to 1 */
export const percent = share => `${share > 0 && share < 0.01 ? '< 1' : Math.round(share * 100)} %`;

/** For axes, where small shares have to differ. @param {number} share 0 to 1 */
export const finePercent = share => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

/** How long it took, or has taken until now. @param {{ startedMillis: number | null, endedMillis: number | null }} of */
export function taken(of) {
  return of.startedMillis === null || of.startedMillis === undefined ? null : Math.max(0, (of.endedMillis ?? Date.now()) - of.startedMillis);
}

/** @param {number} millis */
export const clockTime = millis => clock.format(millis);

/** The time of day alone, for columns in which all is of one day or nearly. @param {number | null | undefined} millis */
export function timeOfDay(millis) {
  if (millis === null || millis === undefined) return '–';
  const date = new Date(millis);
  return h('time', { datetime: date.toISOString(), title: date.toISOString() }, clock.format(date));
}

/** The time of day, with the date when that is not today's; nothing for what was never told. @param {number | null | undefined} millis */
export function time(millis) {
  if (!millis) return '–';
  const date = new Date(millis);
  const isToday = day.format(date) === day.format(Date.now());
  const text = isToday ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`;
  return h('time', { datetime: date.toISOString(), title: date.toISOString() }, text);
}

/** Metrics by their names in the interface: what they are called, and how they are written. @type {Record<string, { label: string, write: (value: number | null | undefined) => string }>} */
export const metrics = {
  wallMillis: { label: 'Time', write: duration },
  gcMillis: { label: 'Garbage collection', write: duration },
  fetchWaitMillis: { label: 'Wait for shuffle', write: duration },
  openMillis: { label: 'Opening', write: duration },
  cpuMillis: { label: 'Processor time', write: duration },
  rowsIn: { label: 'Rows in', write: short },
  rowsOut: { label: 'Rows out', write: short },
  inputBytes: { label: 'Input', write: bytes },
  shuffleReadBytes: { label: 'Shuffle read', write: bytes },
  shuffleWriteBytes: { label: 'Shuffle write', write: bytes },
  spillBytes: { label: 'Spilled', write: bytes },
  peakMemoryBytes: { label: 'Peak memory', write: bytes },
};
