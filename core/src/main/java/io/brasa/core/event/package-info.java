/**
 * What happens in a context, told as typed records in the order of the decisions. Whatever shows or
 * records a run is made from these events alone, live or from a log: progress bars, the summary of
 * stages, the event log, later the web pages. {@link io.brasa.core.event.Event} is the closed
 * family; {@link io.brasa.core.event.EventListener} hears it; {@link
 * io.brasa.core.event.EventListenerProvider} gives listeners to contexts whose programs do not know
 * them; {@link io.brasa.core.event.EventBus} delivers. {@link io.brasa.core.event.EventLog} writes,
 * {@link io.brasa.core.event.EventLogReader} reads, {@link io.brasa.core.event.EventJson} prints.
 * The scheduler's side of core makes events; listeners never call back.
 *
 * <h2>The event log, version 2</h2>
 *
 * Fixed-width numbers are little endian.
 *
 * <pre>
 * 7 bytes  magic "BREVLOG"
 * 1 byte   version, 2
 * then blocks to the end of the file, each readable without the others:
 *   4 bytes  length n of the payload, 1 to 16 MiB and 5 bytes
 *   4 bytes  CRC-32C of the four bytes of the length and the n bytes of the payload
 *   n bytes  payload:
 *     1 byte   0: the rest is records; 1: the rest is records that are deflated (RFC 1951, raw) behind
 *     4 bytes  if 1: how long they are inflated, up to 16 MiB and 4 bytes
 *     records, each:
 *       4 bytes  length of the record, 1 to 16 MiB
 *       record
 * </pre>
 *
 * A block is what had gathered when somebody waited for it, a second was over, or 64 KiB were full.
 * Blocks that come faster than 256 bytes a millisecond of their events' time are not deflated. In
 * version 1, which is still read, each record is a payload, without a length of its own. A record
 * is:
 *
 * <pre>
 *   one event by {@link io.brasa.runtime.codec.Codecs#sealed}:
 *     count  place of the kind among those that Event declares, from 0: ApplicationStarted, ApplicationEnded, ...
 *     count  how many components follow
 *     the components in their order, in the forms that the package of codecs describes
 * </pre>
 *
 * Many starts and ends of tasks without errors, of one stage attempt on one executor, are one
 * record, from which the reader makes the events again: {@link io.brasa.core.event.FinishedTasks},
 * as which they come mostly, are rows of both at once. {@code var} is a zig-zag variable-length
 * number:
 *
 * <pre>
 * count   16384 in place of the kind
 * 8 bytes stage;  var  attempt;  string  executor;  8 bytes  milliseconds of the first event
 * count   length of the rows in bytes; then rows, each:
 *   1 byte  flags: 1 end, 2 winner, 4 has an attempt, 8 has a time, 16 has metrics, 32 start and end
 *   var     partition, less that of the row before of the same kind (start or end), or less 0
 *   var     attempt of the task, if flagged; else 0
 *   var     milliseconds since the row before, if flagged; else 0
 *   both:   var  milliseconds from the start to the end; then as for ends. With such rows the record
 *           begins with 16386
 *   ends:   var  nanoseconds; if flagged a mask of one byte, and a var for each bit set in it from the
 *           lowest: rows in, rows out, bytes of input, of shuffle read, of shuffle written, spilled, peak;
 *           the highest bit of the mask stands for a second mask behind these: milliseconds of
 *           collections, nanoseconds of waiting for blocks, nanoseconds of opening. With such rows
 *           the record begins with 16385 instead, if not with 16386
 * </pre>
 *
 * A file that ends within a block was cut off there. The version stays when a kind is added at the
 * end of Event, or a component at the end of a record: what an older log lacks is zero, empty or a
 * record of these, and what a newer one has besides is reported as an event of a later release.
 */
package io.brasa.core.event;
