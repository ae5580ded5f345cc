package io.brasa.core.remote;

import io.brasa.runtime.environment.Environment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Why executors are lost. That a channel has ended says little; who has started the process knows
 * how that ended, and says so a moment earlier or later. So the end of a channel waits a while for
 * that word, and the word for the end of the channel, before which the last reports come. Nobody is
 * waited for when this side ended the channel: then the process may still run. Thread-safe.
 *
 * <p>Invariants: an executor's loss is told on its runner's thread of reports, after them; it may
 * be told twice, of which the second is nothing new to anybody.
 */
final class Endings {
  private final Environment environment;
  private final long wordMillis;
  private final BiConsumer<RemoteRunner, String> lose;

  /** Of executors whose channel is open still. */
  private final Map<String, String> words = new ConcurrentHashMap<>();

  /** Whose channel has ended, and who wait for a word. */
  private final Map<String, RemoteRunner> silent = new ConcurrentHashMap<>();

  /**
   * @param wordMillis how long the one is waited for when there is the other
   */
  Endings(Environment environment, long wordMillis, BiConsumer<RemoteRunner, String> lose) {
    this.environment = environment;
    this.wordMillis = wordMillis;
    this.lose = lose;
  }

  /** A channel has ended. */
  void closed(RemoteRunner runner, Peer peer, String reason) {
    String executor = runner.id();
    boolean isWaiting = wordMillis > 0 && !peer.isEndedHere();
    if (isWaiting) silent.put(executor, runner);
    String word = words.remove(executor);
    if (!isWaiting || word != null) {
      finish(runner, word == null ? reason : word);
      return;
    }
    environment.after(wordMillis, () -> finish(runner, reason));
  }

  /** A process has ended whose channel was open when this was looked for. */
  void ended(RemoteRunner runner, Peer peer, String reason) {
    words.put(runner.id(), reason);
    environment.after(wordMillis, () -> peer.close(reason));
  }

  /** A process has ended whose channel may have. */
  void ended(String executor, String reason) {
    RemoteRunner runner = silent.get(executor);
    if (runner == null) return;
    words.remove(executor);
    finish(runner, reason);
  }

  private void finish(RemoteRunner runner, String reason) {
    silent.remove(runner.id());
    runner.afterReports(() -> lose.accept(runner, reason));
  }
}
