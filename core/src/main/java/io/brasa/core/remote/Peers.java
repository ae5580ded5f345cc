package io.brasa.core.remote;

import static java.util.Objects.requireNonNull;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import java.util.concurrent.ConcurrentHashMap;

/** The other processes that one handler talks with. Thread-safe. */
public final class Peers {
  /** How long a peer on a control channel may be silent before it is held to be dead. */
  public static final long DEFAULT_SILENCE_MILLIS = 10_000;

  private final Environment environment;
  private final Transport transport;
  private final PeerFormat format;
  private final PeerHandler handler;
  private final long silenceMillis;
  private final ConcurrentHashMap<Transport.Channel, Peer> peers = new ConcurrentHashMap<>();
  private final Transport.Handler channels = new Channels();

  /** With the silence of {@link #DEFAULT_SILENCE_MILLIS}. */
  public Peers(
      Environment environment,
      Transport transport,
      Codecs codecs,
      Class<? extends Message> family,
      PeerHandler handler) {
    this(environment, transport, codecs, family, handler, DEFAULT_SILENCE_MILLIS);
  }

  /**
   * @param codecs know the engine's own classes; user classes appear in payloads only
   * @param family the sealed interface of all that these peers say
   * @param silenceMillis after so much silence a peer on a control channel is closed as dead;
   *     counted in whole seconds
   */
  public Peers(
      Environment environment,
      Transport transport,
      Codecs codecs,
      Class<? extends Message> family,
      PeerHandler handler,
      long silenceMillis) {
    this.environment = requireNonNull(environment);
    this.transport = requireNonNull(transport);
    this.format = new PeerFormat(codecs, family);
    this.handler = requireNonNull(handler);
    this.silenceMillis = silenceMillis;
  }

  Environment environment() {
    return environment;
  }

  /** Accepts peers; returns the address at which they reach this process. */
  public Transport.Address serve() {
    return transport.serve(channels);
  }

  /**
   * Opens a channel to a peer; the handler has heard of it when this returns. Fails with {@code
   * PEER_LOST}.
   */
  public Peer connect(Transport.Address address, Transport.Purpose purpose) {
    Peer peer = peers.get(transport.connect(address, purpose, channels));
    if (peer != null) return peer;
    throw new EngineException(
        CoreError.PEER_LOST,
        "The process at " + address + " closed the channel as soon as it was open",
        "See the log of that process");
  }

  /** Channels as the transport tells of them. */
  private final class Channels implements Transport.Handler {
    @Override
    public void opened(Transport.Channel channel) {
      Peer peer = new Peer(environment, format, handler, channel, silenceMillis);
      peers.put(channel, peer);
      peer.opened();
    }

    @Override
    public void received(Transport.Channel channel, byte[] frame) {
      Peer peer = peers.get(channel);
      if (peer != null) peer.received(frame);
    }

    @Override
    public void closed(Transport.Channel channel, String reason) {
      Peer peer = peers.remove(channel);
      if (peer != null) peer.closed(reason);
    }
  }
}
