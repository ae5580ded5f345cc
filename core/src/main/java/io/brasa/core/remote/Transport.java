package io.brasa.core.remote;

/**
 * Moves frames between processes, and nothing else: what frames mean, answers, deadlines and
 * heartbeats are the business of the classes above it, which run unchanged over the network and in
 * simulation. Frames arrive whole, once, and in order per channel, or the channel closes.
 * Thread-safe.
 */
public interface Transport extends AutoCloseable {
  /** Accepts channels; returns the address at which others reach this process. */
  Address serve(Handler handler);

  /**
   * Opens a channel. Blocks until the peer has accepted and both have proved that they know the
   * secret, and the handler has heard of it; fails with {@code PEER_LOST}.
   *
   * @param purpose told to the peer: control messages and blocks use channels of their own
   */
  Channel connect(Address peer, Purpose purpose, Handler handler);

  @Override
  void close();

  /** A host and port. */
  record Address(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** What a channel carries. */
  enum Purpose {
    CONTROL,
    BLOCKS
  }

  /** One connection. */
  interface Channel {
    Purpose purpose();

    /**
     * Queues a frame, whose array belongs to the channel from now on; blocks while too many bytes
     * are queued, except within handlers. Frames sent after the end are dropped: see {@link
     * Handler#closed}.
     */
    void send(byte[] frame);

    /** Ends the channel; the peer's and this side's handler hear of it. Idempotent. */
    void close();

    /** The peer, for logs and errors. */
    String peer();
  }

  /**
   * Hears what happens on channels. Calls for one channel never overlap, and must return quickly
   * without waiting.
   */
  interface Handler {
    void opened(Channel channel);

    void received(Channel channel, byte[] frame);

    void closed(Channel channel, String reason);
  }
}
