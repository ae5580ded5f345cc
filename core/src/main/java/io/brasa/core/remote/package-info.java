/**
 * Processes talking to each other. A {@link io.brasa.core.remote.Transport} moves frames and is the
 * only part that differs between a network and a simulation; {@link io.brasa.core.remote.Peers} and
 * {@link io.brasa.core.remote.Peer} make them {@link io.brasa.core.remote.Message}s with answers,
 * streams, deadlines and heartbeats. Called by the driver and by executors.
 *
 * <h2>Frames between peers, version 1</h2>
 *
 * Numbers are the codec's: {@code var} is a zig-zag variable-length long, texts are the codec's
 * strings, a message is the sealed codec of {@code Message}. Every frame begins with version (1
 * byte: 1) and kind (1 byte); then by kind:
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
 */
package io.brasa.core.remote;
