package io.brasa.core.remote;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Channels within this process: each end has a thread that calls its handler. Can be cut without
 * anybody being told.
 */
final class PipeTransport implements Transport {
  private final LongAdder sentBytes = new LongAdder();
  private final ConcurrentHashMap<Address, Handler> servers = new ConcurrentHashMap<>();
  private final AtomicInteger ports = new AtomicInteger();

  /** While set, frames vanish. */
  volatile boolean isCut;

  @Override
  public Address serve(Handler handler) {
    Address address = new Address("here", ports.incrementAndGet());
    servers.put(address, handler);
    return address;
  }

  @Override
  public Channel connect(Address peer, Purpose purpose, Handler handler) {
    if (!servers.containsKey(peer))
      throw new EngineException(
          CoreError.PEER_LOST, "Nobody is at " + peer, "See the log of that process");
    End near = new End(purpose, handler, "server " + peer);
    End far = new End(purpose, servers.get(peer), "client of " + peer);
    near.other = far;
    far.other = near;
    far.run(() -> far.handler.opened(far));
    near.runNow(() -> near.handler.opened(near));
    return near;
  }

  /** The bytes of all frames on all channels. */
  long sentBytes() {
    return sentBytes.sum();
  }

  /** Nobody can connect to an address any more; channels stay. */
  void stop(Address address) {
    servers.remove(address);
  }

  @Override
  public void close() {
    servers.clear();
  }

  private final class End implements Channel {
    private final Purpose purpose;
    private final Handler handler;
    private final String peer;
    private final ExecutorService loop =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private End other;

    End(Purpose purpose, Handler handler, String peer) {
      this.purpose = purpose;
      this.handler = handler;
      this.peer = peer;
    }

    void run(Runnable body) {
      try {
        loop.execute(body);
      } catch (RejectedExecutionException closed) {
        // Frames after the end are dropped.
      }
    }

    void runNow(Runnable body) {
      try {
        loop.submit(body).get();
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }

    void end(String reason) {
      if (!isClosed.compareAndSet(false, true)) return;
      run(() -> handler.closed(this, reason));
      loop.shutdown();
    }

    @Override
    public Purpose purpose() {
      return purpose;
    }

    @Override
    public void send(byte[] frame) {
      End receiver = other;
      sentBytes.add(frame.length);
      if (!isCut) receiver.run(() -> receiver.handler.received(receiver, frame));
    }

    @Override
    public void close() {
      end("closed by this process");
      other.end("closed by the peer");
    }

    @Override
    public String peer() {
      return peer;
    }
  }
}
