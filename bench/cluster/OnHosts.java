import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.Broadcast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * What a job costs by the number of executors, whose processes must be of this machine: {@code OnHosts words EXECUTORS FILE [RUNS]}
 * counts words and prints the seconds and what the executors' processors did for each word; {@code OnHosts broadcast EXECUTORS
 * MEBIBYTES [RUNS]} prints the seconds until a task of each executor has read a broadcast value that was not there before.
 */
public final class OnHosts {
  private static final int WARM_UP = 3;

  private static final class Processes implements EventListener {
    final Map<String, Long> ids = new ConcurrentHashMap<>();

    @Override
    public void on(Event event) {
      if (event instanceof Event.ExecutorAdded added) ids.put(added.executor(), added.processId());
    }

    double cpuSeconds() {
      return ids.values().stream()
          .mapToDouble(
              id ->
                  ProcessHandle.of(id)
                      .flatMap(process -> process.info().totalCpuDuration())
                      .orElse(Duration.ZERO)
                      .toNanos()
                  / 1e9)
          .sum();
    }
  }

  public static void main(String[] words) throws Exception {
    int executors = Integer.parseInt(words[1]);
    int runs = words.length > 3 ? Integer.parseInt(words[3]) : 3;
    Processes processes = new Processes();
    try (BrasaContext brasa = BrasaContext.builder().listener(processes).build()) {
      for (int i = 0; i < 1_200 && processes.ids.size() < executors; i++) Thread.sleep(50);
      if (processes.ids.size() < executors)
        throw new IllegalStateException(
            "After a minute " + processes.ids.size() + " of " + executors + " executors are there");
      if (words[0].equals("words")) count(brasa, processes, words[2], runs);
      else send(brasa, executors, Integer.parseInt(words[2]), runs);
    }
  }

  private static void count(BrasaContext brasa, Processes processes, String file, int runs) {
    List<Double> seconds = new ArrayList<>();
    List<Double> nanos = new ArrayList<>();
    for (int run = -WARM_UP; run < runs; run++) {
      long begun = System.nanoTime();
      double cpu = processes.cpuSeconds();
      long total = 0;
      for (Pair<String, Long> one :
          brasa
              .textFile(file, 16)
              .flatMap(OnHosts::words)
              .mapToPair(word -> new Pair<>(word, 1L))
              .reduceByKey(Long::sum, 8)
              .collect()) total += one._2();
      if (run < 0) continue;
      seconds.add((System.nanoTime() - begun) / 1e9);
      nanos.add((processes.cpuSeconds() - cpu) * 1e9 / total);
    }
    seconds.sort(null);
    nanos.sort(null);
    System.out.printf(
        Locale.ROOT,
        "words\t%d executors\t%.2f s\t%.1f ns of processor a word (of %d runs the median; least %.1f, most %.1f)%n",
        processes.ids.size(),
        seconds.get(runs / 2),
        nanos.get(runs / 2),
        runs,
        nanos.getFirst(),
        nanos.getLast());
  }

  private static Iterator<String> words(String line) {
    StringTokenizer words = new StringTokenizer(line, " ");
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return words.hasMoreTokens();
      }

      @Override
      public String next() {
        return words.nextToken();
      }
    };
  }

  private static void send(BrasaContext brasa, int executors, int mebibytes, int runs) {
    double[] seconds = new double[runs];
    for (int run = -1; run < runs; run++) {
      byte[] value = new byte[(run < 0 ? 1 : mebibytes) << 20];
      new Random(run).nextBytes(value);
      int expected = Arrays.hashCode(value);
      Broadcast<byte[]> shared = brasa.broadcast(value);
      long begun = System.nanoTime();
      // Each executor has one slot and gets some of these; none can do two before another has one.
      List<Integer> hashes =
          brasa
              .parallelize(IntStream.range(0, executors).boxed().toList(), executors)
              .map(
                  n -> {
                    int hash = Arrays.hashCode(shared.value());
                    Thread.sleep(200);
                    return hash;
                  })
              .collect();
      if (run >= 0) seconds[run] = (System.nanoTime() - begun) / 1e9 - 0.2;
      for (int hash : hashes) if (hash != expected) throw new IllegalStateException("another value");
      shared.destroy();
    }
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "broadcast\t%d executors\t%d MiB\t%.2f s (of %d runs the median; least %.2f, most %.2f)%n",
        executors,
        mebibytes,
        seconds[runs / 2],
        runs,
        seconds[0],
        seconds[runs - 1]);
  }
}
