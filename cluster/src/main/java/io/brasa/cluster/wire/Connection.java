package io.brasa.cluster.wire;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.error.ClusterError;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * One connection. It is <em>unproved</em> until the handshake is done, then <em>proved</em>, and
 * <em>ended</em> from the moment that {@code reason} is set: by this side's {@link #close}, by the
 * peer, by the network, or by a broken rule. The first reason wins.
 *
 * <ul>
 *   <li>Everything that arrives is handled on the connection's event loop, and so are all calls of
 *       the handler: they cannot overlap. The handler hears nothing before the proof, nothing but
 *       {@code closed} after the end, and {@code closed} once.
 *   <li>{@code queuedBytes} counts what senders have queued and the system has not taken. Senders
 *       wait while it is beyond the limit, except on the event loop, which alone can bring it down.
 *   <li>An end by this side lets queued frames go out first, for a bounded time; any other end
 *       drops them.
 * </ul>
 */
// Ends of channels are heard of in channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ChannelInboundHandlerAdapter implements Transport.Channel {
  /** How long queued frames may take to go out after this side has ended the connection. */
  private static final long FAREWELL_MILLIS = 1_000;

  private static final String LOG = "io.brasa.cluster.wire";

  /** What the transport does about its connections. Called on the event loop. */
  interface Watcher {
    void opened(Connection connection);

    void ended(Connection connection);
  }

  private final Environment environment;
  private final WireLimits limits;
  private final Handshake handshake;
  private final Transport.Handler handler;
  private final Watcher watcher;
  private final FrameReader frames;
  private final Await room;
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicReference<String> reason = new AtomicReference<>();
  private volatile Channel channel;
  private volatile String peer;
  private volatile boolean isOpen;
  private boolean hasBegun;
  private boolean isProved;

  Connection(
      Environment environment,
      WireLimits limits,
      Handshake handshake,
      Transport.Handler handler,
      Watcher watcher,
      String peer) {
    this.environment = environment;
    this.limits = limits;
    this.handshake = handshake;
    this.handler = handler;
    this.watcher = watcher;
    this.peer = peer;
    this.frames = new FrameReader(limits.handshakeFrameBytes());
    this.room = environment.newAwait();
  }

  /** Whether the peer is proved and the handler has heard of it. */
  boolean isOpen() {
    return isOpen;
  }

  boolean isAccepted() {
    return handshake instanceof ServerHandshake;
  }

  /** Why the connection has ended, if it has. */
  Optional<String> endReason() {
    return Optional.ofNullable(reason.get());
  }

  @Override
  public Transport.Purpose purpose() {
    return handshake.purpose();
  }

  @Override
  public String peer() {
    return peer;
  }

  @Override
  public void send(byte[] frame) {
    if (requireNonNull(frame).length >= limits.frameBytes()) throw tooLong(frame.length);
    if (!channel.eventLoop().inEventLoop()) awaitRoom();
    if (reason.get() == null) write(frame);
  }

  private EngineException tooLong(int bytes) {
    return new EngineException(
        ClusterError.FRAME_TOO_LONG,
        "A frame of "
            + bytes
            + " bytes for "
            + peer
            + " is longer than the "
            + limits.frameBytes()
            + " that it may have",
        "Make records, results or splits smaller");
  }

  private void awaitRoom() {
    if (hasRoom()) return;
    try {
      room.until(this::hasRoom);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          CoreError.WAIT_INTERRUPTED,
          "A thread was interrupted while it waited to send to " + peer,
          "Run the job again",
          interrupted);
    }
  }

  private boolean hasRoom() {
    return queuedBytes.get() <= limits.queuedBytes() || reason.get() != null;
  }

  private void write(byte[] payload) {
    long bytes = FrameReader.HEADER_BYTES + (long) payload.length;
    queuedBytes.addAndGet(bytes);
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(header(payload.length), payload))
        .addListener(written -> release(bytes));
  }

  private static byte[] header(int payloadBytes) {
    int length = payloadBytes + 1;
    return new byte[] {
      (byte) (length >>> 24),
      (byte) (length >>> 16),
      (byte) (length >>> 8),
      (byte) length,
      FrameReader.VERSION
    };
  }

  private void release(long bytes) {
    long left = queuedBytes.addAndGet(-bytes);
    if (left <= limits.queuedBytes() && left + bytes > limits.queuedBytes()) room.signal();
  }

  @Override
  public void close() {
    end("closed by this process");
  }

  /** Ends the connection for a reason of this side, after what is queued has gone out. */
  void end(String why) {
    if (!reason.compareAndSet(null, why)) return;
    room.signal();
    Channel connected = channel;
    if (connected == null) return;
    connected.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> sayGoodbye(connected));
    environment.after(FAREWELL_MILLIS, connected::close);
  }

  /**
   * Closing a socket that holds unread bytes resets the connection, and the peer would lose what we
   * have just sent. So only our direction ends here; the peer answers by closing.
   */
  private void sayGoodbye(Channel connected) {
    if (isOpen && connected.isActive()) {
      ((DuplexChannel) connected).shutdownOutput();
    } else {
      connected.close();
    }
  }

  /** Ends the connection at once, with a line in the log. */
  void refuse(String why) {
    breakOff(why, Level.WARNING, null);
  }

  /** Ends the connection at once. Only the first reason is logged. */
  private void breakOff(String why, Level level, Throwable cause) {
    if (reason.compareAndSet(null, why)) {
      room.signal();
      if (level != Level.OFF)
        System.getLogger(LOG).log(level, "Connection with " + peer + " ended: " + why, cause);
    }
    channel.close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
    if (channel.isActive()) begin();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    begin();
  }

  private void begin() {
    if (hasBegun) return;
    hasBegun = true;
    SocketAddress remote = channel.remoteAddress();
    if (remote instanceof InetSocketAddress address)
      peer = address.getAddress().getHostAddress() + ":" + address.getPort();
    if (reason.get() != null) {
      channel.close();
      return;
    }
    environment.after(limits.handshakeMillis(), this::checkDeadline);
    handshake.first().ifPresent(this::write);
  }

  private void checkDeadline() {
    if (isOpen || reason.get() != null) return;
    channel
        .eventLoop()
        .execute(() -> refuseUnlessOpen("no handshake within " + limits.handshakeMillis() + " ms"));
  }

  private void refuseUnlessOpen(String why) {
    if (!isOpen) refuse(why);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      while (reason.get() == null) {
        Optional<byte[]> frame = frames.next(bytes);
        if (frame.isEmpty()) return;
        take(frame.get());
      }
    } catch (WireViolation violation) {
      refuse("the peer sent " + violation.getMessage());
    } finally {
      bytes.release();
    }
  }

  private void take(byte[] frame) throws WireViolation {
    if (isProved) {
      handler.received(this, frame);
      return;
    }
    handshake.received(frame).ifPresent(this::write);
    if (!handshake.isDone()) return;
    frames.limit(limits.frameBytes());
    isProved = true;
    try {
      handler.opened(this);
    } finally {
      isOpen = true;
      watcher.opened(this);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lost(frames.isBetweenFrames() ? "closed by the peer" : "closed by the peer within a frame");
    try {
      if (isProved) handler.closed(this, reason.get());
    } finally {
      watcher.ended(this);
    }
  }

  /**
   * The network, or a handler that threw: either way this connection is over and no other is
   * concerned.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Throwable real = cause instanceof DecoderException ? cause.getCause() : cause;
    if (real instanceof NotSslRecordException) {
      lost("the peer does not speak TLS");
    } else if (real instanceof SSLException) {
      lost("TLS: " + real.getMessage());
    } else if (real instanceof IOException) {
      lost(String.valueOf(real.getMessage()));
    } else {
      breakOff("its handler failed", Level.ERROR, cause);
    }
  }

  /** That a proved peer goes is for the handler to judge; that a stranger does is worth a line. */
  private void lost(String why) {
    if (isProved || !isAccepted()) {
      breakOff(why, Level.OFF, null);
    } else {
      breakOff(why + " before the end of the handshake", Level.WARNING, null);
    }
  }
}
