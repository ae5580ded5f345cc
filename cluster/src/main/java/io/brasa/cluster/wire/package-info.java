/**
 * Frames between processes over TCP: {@link io.brasa.cluster.wire.NettyTransport} is the real
 * {@link io.brasa.core.remote.Transport}, {@link io.brasa.cluster.wire.Secret} is what all
 * processes of an application know. Called by whoever starts a driver or an executor; types of
 * Netty never leave this package.
 *
 * <h2>Frames, version 1</h2>
 *
 * All numbers are big endian.
 *
 * <pre>
 * offset  bytes  content
 *      0      4  n: how many bytes follow, 1 to the maximum frame length (64 MiB unless set otherwise)
 *      4      1  version of this format: 1
 *      5    n-1  payload
 * </pre>
 *
 * <p>A length outside its range, a negative one included, or another version ends the connection as
 * soon as the five bytes are here: nothing is allocated for it. Until both sides have proved who
 * they are n is at most 1,024.
 *
 * <h2>Handshake</h2>
 *
 * Four frames, before anything else, within fifteen seconds of the connection. Client is whoever
 * has connected. Payloads:
 *
 * <pre>
 * hello      client to server   1 (kind)  "brasa" (5 bytes)  purpose (1 byte: 1 control, 2 blocks)  client nonce (32)
 * challenge  server to client   2 (kind)  server nonce (32)
 * proof      client to server   3 (kind)  code (32)
 * welcome    server to client   4 (kind)  code (32)
 * </pre>
 *
 * <p>A code is the HMAC-SHA256, under the secret, of these 87 bytes: {@code "brasa wire handshake"}
 * (20), version (1), role of its sender (1 byte: {@code C} or {@code S}), purpose (1), client nonce
 * (32), server nonce (32). Both nonces are fresh, so a recorded handshake is worth nothing; the
 * role is inside, so neither side's code can be sent back to it; purpose and version are inside, so
 * nobody in between can change them unnoticed. The client proves itself first: a stranger gets no
 * code to guess the secret from. Codes are compared in constant time.
 *
 * <p>Only the opening is proved. Whoever can change packets between two hosts can still change what
 * follows: across networks that are not trusted, TLS has to go underneath.
 */
package io.brasa.cluster.wire;
