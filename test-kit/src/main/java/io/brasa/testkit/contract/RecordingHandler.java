package io.brasa.testkit.contract;

import io.brasa.core.remote.Transport;
import io.brasa.core.remote.Transport.Channel;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Keeps what a channel's handler hears, for tests that wait for it. Thread-safe. */
public class RecordingHandler implements Transport.Handler {
  private static final long PATIENCE_MILLIS = 20_000;

  private final Await changed;
  private final List<Channel> opened = new CopyOnWriteArrayList<>();
  private final List<byte[]> frames = new ArrayList<>();
  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final AtomicInteger overlaps = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();

  public RecordingHandler(Environment environment) {
    this.changed = environment.newAwait();
  }

  @Override
  public void opened(Channel channel) {
    opened.add(channel);
    changed.signal();
  }

  @Override
  public void received(Channel channel, byte[] frame) {
    if (inside.incrementAndGet() > 1 && opened.size() == 1) overlaps.incrementAndGet();
    synchronized (frames) {
      frames.add(frame);
    }
    changed.signal();
    inside.decrementAndGet();
  }

  @Override
  public void closed(Channel channel, String reason) {
    closed.add(reason);
    changed.signal();
  }

  /** The first channel that opened. */
  public Channel awaitOpened() {
    await(() -> !opened.isEmpty(), "a channel opens");
    return opened.getFirst();
  }

  /** The reason of the first end. */
  public String awaitClosed() {
    await(() -> !closed.isEmpty(), "a channel closes");
    return closed.getFirst();
  }

  /** The first frames. */
  public List<byte[]> awaitFrames(int count) {
    await(() -> frames().size() >= count, count + " frames arrive");
    return frames().subList(0, count);
  }

  public List<byte[]> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  public int closedCount() {
    return closed.size();
  }

  /** How many calls began while another of the same channel ran. */
  public int overlapCount() {
    return overlaps.get();
  }

  private void await(BooleanSupplier condition, String what) {
    try {
      if (!changed.until(condition, PATIENCE_MILLIS)) {
        throw new AssertionError("Waited in vain until " + what);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting until " + what, interrupted);
    }
  }
}
