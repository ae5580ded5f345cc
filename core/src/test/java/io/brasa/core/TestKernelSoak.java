package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Pair;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two thousand jobs with functions of classes of their own, each with kernels, leave nothing. */
@Tag("slow")
final class TestKernelSoak {
  private static final int JOBS = 2_000;
  private static final long METASPACE_GROWTH_BYTES = 2 << 20;

  /** What each job has a new copy of. */
  public static final class Job implements ToIntFunction<BrasaContext> {
    @Override
    public int applyAsInt(BrasaContext brasa) {
      RDD<Integer> rdd = brasa.parallelize(IntStream.range(0, 500).boxed().toList(), 2);
      int odd = rdd.map(x -> x + 1).filter(x -> x % 2 == 1).reduce((a, b) -> a + b);
      long keys = rdd.mapToPair(x -> Pair.of(x % 10, x)).reduceByKey((a, b) -> a + b).count();
      return odd + (int) keys;
    }
  }

  /** Defines the job anew, as a shell does with each line. */
  private static final class Fresh extends ClassLoader {
    private final byte[] bytes;

    Fresh(byte[] bytes) {
      super(TestKernelSoak.class.getClassLoader());
      this.bytes = bytes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean isResolved) throws ClassNotFoundException {
      if (!name.equals(Job.class.getName())) return super.loadClass(name, isResolved);
      Class<?> known = findLoadedClass(name);
      return known == null ? defineClass(name, bytes, 0, bytes.length) : known;
    }

    @Override
    public InputStream getResourceAsStream(String path) {
      boolean isJob = path.equals(Job.class.getName().replace('.', '/') + ".class");
      return isJob ? new ByteArrayInputStream(bytes) : super.getResourceAsStream(path);
    }
  }

  @Test
  void leavesMetaspaceFlat() throws Exception {
    byte[] bytes;
    try (InputStream in = Job.class.getResourceAsStream("TestKernelSoak$Job.class")) {
      bytes = in.readAllBytes();
    }
    try (BrasaContext brasa = BrasaContext.builder().master("local[2]").build()) {
      brasa.engine().kernels().setWorthwhileRecords(0);
      run(brasa, bytes, JOBS / 4);
      long early = metaspaceBytes();
      run(brasa, bytes, JOBS);
      long late = metaspaceBytes();
      assertTrue(late - early < METASPACE_GROWTH_BYTES, early + " -> " + late);
    }
  }

  @SuppressWarnings("unchecked")
  private static void run(BrasaContext brasa, byte[] bytes, int jobs) throws Exception {
    for (int i = 0; i < jobs; i++) {
      Class<?> job = new Fresh(bytes).loadClass(Job.class.getName());
      Object program = job.getConstructor().newInstance();
      assertEquals(62_510, ((ToIntFunction<BrasaContext>) program).applyAsInt(brasa));
    }
  }

  private static long metaspaceBytes() {
    for (int i = 0; i < 5; i++) System.gc();
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().contains("Metaspace")) bytes += pool.getUsage().getUsed();
    }
    return bytes;
  }
}
