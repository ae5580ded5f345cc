package io.brasa.cluster.wire;

import static java.util.Objects.requireNonNull;

import io.brasa.cluster.error.ClusterError;
import io.brasa.core.error.CoreError;
import io.brasa.core.remote.Transport;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.Check;
import io.brasa.runtime.error.EngineException;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.Future;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Frames over TCP. Every connection begins with the handshake that the package's description lays
 * out; whoever does not pass it, or breaks the format later, costs one line in the log and its own
 * connection. One event loop serves all connections of a transport: handlers only hand on, so its
 * thread does little but copy bytes.
 *
 * <p>Thread-safe. {@link #connect}, {@link #serve} and {@link #close} block and must not be called
 * by handlers. A frame that was given to {@code send} belongs to the transport: its array must not
 * be changed any more. After {@link #close} no thread, connection or port is left.
 */
// Ends of channels are heard of through their connections.
@SuppressWarnings("FutureReturnValueIgnored")
public final class NettyTransport implements Transport {
  private static final int CONNECT_MILLIS = 5_000;

  private final Environment environment;
  private final Secret secret;
  private final Optional<Tls> tls;
  private final String host;
  private final int port;
  private final WireLimits limits;
  private final WireLoop loop;
  private final Await changed;
  private final SecureRandom nonces = new SecureRandom();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Set<ServerChannel> servers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger strangers = new AtomicInteger();
  private volatile boolean isClosed;

  /** Listens at the loopback address only; frames of up to 64 MiB. */
  public NettyTransport(Environment environment, Secret secret) {
    this(
        environment,
        secret,
        InetAddress.getLoopbackAddress().getHostAddress(),
        WireLimits.DEFAULT_FRAME_BYTES);
  }

  /**
   * @param host the name or address to listen at, as others know it
   * @param maximumFrameBytes the longest frame to accept, at least 1,024
   */
  public NettyTransport(
      Environment environment, Secret secret, String host, int maximumFrameBytes) {
    this(environment, secret, host, WireLimits.ofFrames(maximumFrameBytes));
  }

  /**
   * Listens at a host's name or address; frames of up to 64 MiB.
   *
   * @param tls underneath all connections, if it is there
   * @param port where {@link #serve} listens; zero for any that is free
   */
  public static NettyTransport at(
      Environment environment, Secret secret, Optional<Tls> tls, String host, int port) {
    return new NettyTransport(
        environment, secret, tls, host, port, WireLimits.ofFrames(WireLimits.DEFAULT_FRAME_BYTES));
  }

  /** Without TLS. */
  public static NettyTransport at(Environment environment, Secret secret, String host, int port) {
    return at(environment, secret, Optional.empty(), host, port);
  }

  NettyTransport(Environment environment, Secret secret, String host, WireLimits limits) {
    this(environment, secret, Optional.empty(), host, 0, limits);
  }

  NettyTransport(
      Environment environment,
      Secret secret,
      Optional<Tls> tls,
      String host,
      int port,
      WireLimits limits) {
    this.tls = requireNonNull(tls);
    this.environment = requireNonNull(environment);
    this.secret = requireNonNull(secret);
    this.host = requireNonNull(host);
    this.port = port;
    this.limits = limits;
    this.changed = environment.newAwait();
    this.loop = new WireLoop(environment);
  }

  /**
   * One class of each library that this package needs, for whoever puts together the class path of
   * another process.
   */
  public static List<Class<?>> libraries() {
    return List.of(
        SocketChannel.class,
        ByteBuf.class,
        Future.class,
        AddressResolver.class,
        ByteToMessageDecoder.class,
        SslHandler.class,
        UnixChannel.class);
  }

  @Override
  public Address serve(Handler handler) {
    requireNonNull(handler);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loop.events())
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(initializer(channel -> accept(channel, handler)));
    requireOpen();
    ChannelFuture bound = bootstrap.bind(new InetSocketAddress(host, port));
    bound.addListener(done -> changed.signal());
    await(bound::isDone, CONNECT_MILLIS, "to listen at " + host);
    if (!bound.isSuccess()) throw notListening(bound.cause());
    servers.add((ServerChannel) bound.channel());
    if (isClosed) bound.channel().close();
    return new Address(host, ((InetSocketAddress) bound.channel().localAddress()).getPort());
  }

  private EngineException notListening(Throwable cause) {
    if (port != 0 && cause instanceof BindException) {
      return new EngineException(
          ClusterError.LISTEN_FAILED,
          "This process cannot listen at " + host + ":" + port + ": " + cause.getMessage(),
          "See what else listens there, or take another port; the host must be one of this machine",
          cause);
    }
    return new EngineException(
        ClusterError.LISTEN_FAILED,
        "This process cannot listen at " + host,
        "Give a name or an address of this machine",
        cause);
  }

  private void accept(SocketChannel channel, Handler handler) {
    Connection connection = connection(new ServerHandshake(secret, nonce()), handler, "a stranger");
    addTo(channel, connection);
    if (strangers.incrementAndGet() > limits.strangers())
      connection.refuse("too many connections wait for their handshake");
    if (isClosed) connection.end("the transport is closed");
  }

  @Override
  public Channel connect(Address peer, Purpose purpose, Handler handler) {
    requireNonNull(handler);
    Check.that(!loop.isCurrent(), "no handler opens a connection itself", peer);
    requireOpen();
    InetSocketAddress address = resolve(peer);
    Connection connection =
        connection(new ClientHandshake(secret, purpose, nonce()), handler, peer.toString());
    if (isClosed) connection.end("the transport is closed");
    new Bootstrap()
        .group(loop.events())
        .disableResolver()
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .handler(initializer(channel -> addTo(channel, connection)))
        .connect(address)
        .addListener(done -> connectEnded(connection, done));
    BooleanSupplier isSettled = () -> connection.isOpen() || connection.endReason().isPresent();
    try {
      await(isSettled, CONNECT_MILLIS + 2 * limits.handshakeMillis(), "for " + peer);
    } finally {
      if (!connection.isOpen()) connection.end("no answer in time");
    }
    if (!connection.isOpen()) throw lost(peer, connection.endReason().orElse("no answer"));
    return connection;
  }

  private void addTo(SocketChannel channel, Connection connection) {
    if (tls.isPresent())
      channel
          .pipeline()
          .addLast(tls.get().handler(channel, connection.isAccepted(), limits.handshakeMillis()));
    channel.pipeline().addLast(connection);
  }

  /** Looked up here, since a name server may take longer than the event loop may wait. */
  private static InetSocketAddress resolve(Address peer) {
    InetSocketAddress resolved = new InetSocketAddress(peer.host(), peer.port());
    if (resolved.isUnresolved()) throw lost(peer, "no such host is known");
    return resolved;
  }

  private void connectEnded(Connection connection, Future<?> done) {
    if (done.isSuccess()) return;
    connection.end(String.valueOf(done.cause().getMessage()));
    watcher.ended(connection);
  }

  private static EngineException lost(Address peer, String reason) {
    return new EngineException(
        CoreError.PEER_LOST,
        "No connection to " + peer + " came about: " + reason,
        "See whether that process runs, and was given the same secret");
  }

  private Connection connection(Handshake handshake, Handler handler, String peer) {
    Connection connection = new Connection(environment, limits, handshake, handler, watcher, peer);
    connections.add(connection);
    return connection;
  }

  private byte[] nonce() {
    byte[] nonce = new byte[Proof.NONCE_BYTES];
    nonces.nextBytes(nonce);
    return nonce;
  }

  private final Connection.Watcher watcher =
      new Connection.Watcher() {
        @Override
        public void opened(Connection connection) {
          if (connection.isAccepted()) strangers.decrementAndGet();
          changed.signal();
        }

        @Override
        public void ended(Connection connection) {
          if (connection.isAccepted() && !connection.isOpen()) strangers.decrementAndGet();
          connections.remove(connection);
          changed.signal();
        }
      };

  private static ChannelInitializer<SocketChannel> initializer(Consumer<SocketChannel> body) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        body.accept(channel);
      }
    };
  }

  private void requireOpen() {
    if (!isClosed) return;
    throw new EngineException(
        ClusterError.TRANSPORT_CLOSED,
        "The transport of this process is closed",
        "Open another context");
  }

  private void await(BooleanSupplier condition, long millis, String what) {
    try {
      changed.until(condition, millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          CoreError.WAIT_INTERRUPTED,
          "A thread was interrupted while it waited " + what,
          "Run the job again",
          interrupted);
    }
  }

  /**
   * Queued frames get a bounded time to go out; handlers hear of the end of their channels before
   * this returns.
   */
  @Override
  public void close() {
    Check.that(!loop.isCurrent(), "no handler closes its transport");
    isClosed = true;
    servers.forEach(ServerChannel::close);
    connections.forEach(connection -> connection.end("the transport is closed"));
    try {
      await(connections::isEmpty, 2 * CONNECT_MILLIS, "for connections to end");
    } finally {
      loop.close();
    }
  }
}
