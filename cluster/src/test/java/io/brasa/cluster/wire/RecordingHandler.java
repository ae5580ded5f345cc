package io.brasa.cluster.wire;

import io.brasa.core.remote.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it hears, and whether calls for one channel ever overlapped. */
class RecordingHandler implements Transport.Handler {
  final BlockingQueue<Transport.Channel> opened = new LinkedBlockingQueue<>();
  final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
  final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  final AtomicInteger overlaps = new AtomicInteger();
  private final ConcurrentHashMap<Transport.Channel, AtomicInteger> inside =
      new ConcurrentHashMap<>();

  @Override
  public void opened(Transport.Channel channel) {
    alone(channel, () -> opened.add(channel));
  }

  @Override
  public void received(Transport.Channel channel, byte[] frame) {
    alone(channel, () -> frames.add(frame));
  }

  @Override
  public void closed(Transport.Channel channel, String reason) {
    alone(channel, () -> closed.add(reason));
  }

  private void alone(Transport.Channel channel, Runnable body) {
    AtomicInteger callers = inside.computeIfAbsent(channel, ignored -> new AtomicInteger());
    if (callers.incrementAndGet() > 1) overlaps.incrementAndGet();
    body.run();
    callers.decrementAndGet();
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T value = queue.poll(10, TimeUnit.SECONDS);
    if (value == null) throw new AssertionError("Nothing came within ten seconds");
    return value;
  }

  List<byte[]> take(int count) throws InterruptedException {
    List<byte[]> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) taken.add(next(frames));
    return taken;
  }
}
