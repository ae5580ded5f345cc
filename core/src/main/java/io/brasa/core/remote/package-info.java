/**
 * Processes talking to each other. A {@link io.brasa.core.remote.Transport} moves frames and is the
 * only part that differs between a network and a simulation; {@link io.brasa.core.remote.Peers} and
 * {@link io.brasa.core.remote.Peer} make them {@link io.brasa.core.remote.Message}s of one sealed
 * family with answers, streams, deadlines and heartbeats. Upon these {@link
 * io.brasa.core.remote.DriverNode} and {@link io.brasa.core.remote.ExecutorNode} run tasks
 * elsewhere. Called by masters and by the programs of executors.
 *
 * <h2>Frames between peers, version 1</h2>
 *
 * Numbers are the codec's: {@code var} is a zig-zag variable-length long, texts are the codec's
 * strings, a message is the sealed codec of its family. Every frame begins with version (1 byte: 1)
 * and kind (1 byte); then by kind:
 *
 * <pre>
 * 0 heartbeat  nothing                                        every second, on control channels
 * 1 one-way    message                                        handled in the order of sending
 * 2 request    number (var), message                          numbers are the asker's own and never used again
 * 3 answer     number (var), message                          ends the request
 * 4 failure    number (var), code, kind, what, remedy, trace  ends the request or stream; five texts
 * 5 stream     number (var), window (var), message            a request whose answer comes in parts
 * 6 part       number (var), message
 * 7 end        number (var)                                   after the last part
 * 8 credit     number (var), bytes (var)                      so many bytes of parts have been used up
 * 9 cancel     number (var)                                   the asker wants no more parts
 * </pre>
 *
 * <p>Parts are counted by the length of their frames. The answering side may send a part while the
 * bytes of parts it has sent, less those credited, are below the window; so the asker never holds
 * more than the window and one part. Anything else that arrives, a second answer to one request
 * excepted (it may have crossed with the deadline), ends the channel.
 *
 * <h2>What messages carry as bytes, version 1</h2>
 *
 * Written with codecs that know the user's classes, while the messages themselves are written with
 * codecs that do not. {@code int} is a zig-zag variable-length int, {@code long} has eight bytes,
 * {@code value} is what {@code Encoder.writeValue} writes.
 *
 * <pre>
 * splits of a task   count (var), then for each: node (int), partition (int), split (value)
 * outcome of a task  kind (1 byte), partition (int), attempt (int), then by kind:
 *   0 succeeded            content checksum (long), length of the report and the report
 *   1 succeeded elsewhere  content checksum (long); the report is the block Result(lease, partition, attempt)
 *   2 failed               code, kind, what, remedy, trace
 *   3 input lost           shuffle (var), map (int), its attempt (int), reason
 *   4 stopped              nothing
 *   5 block lost           reason (text)
 * report             metrics (value), count of accumulators (var), each (value), result (value)
 * </pre>
 *
 * <p>Reports of more than 256 KiB stay with the executor until the driver fetches them: once, over
 * a channel for blocks.
 *
 * <h2>An executor's life</h2>
 *
 * {@link io.brasa.core.remote.ExecutorNode} opens a control channel and registers; {@link
 * io.brasa.core.remote.DriverNode} makes it a {@link io.brasa.core.execute.TaskRunner} and lets it
 * join. A stage attempt is prepared once for each executor, before its first grant. Whatever is
 * asked for in between (classes by request, blocks of shuffles, broadcast values, long results by
 * stream over channels of their own) goes from whoever needs it to whoever has it. When the control
 * channel ends, by its socket, by silence or by anything that cannot be understood, the executor
 * ends itself and the driver holds all that it had for lost.
 */
package io.brasa.core.remote;
