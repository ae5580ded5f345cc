package io.brasa.cli.architecture;

import java.util.List;
import java.util.Set;

/**
 * Calls that belong to one place. A pattern is {@code owner.member}, with a descriptor where
 * overloads differ.
 */
enum ForbiddenCalls {
  CLOCK(
      "take the time from Environment",
      "java.lang.System.nanoTime",
      "java.lang.System.currentTimeMillis",
      "java.time.Instant.now",
      "java.time.LocalDateTime.now",
      "java.time.ZonedDateTime.now",
      "java.time.Clock.systemUTC",
      "java.time.Clock.systemDefaultZone"),
  CHANCE(
      "take chance from Environment.newRandom()",
      "java.util.Random.<init>()V",
      "java.lang.Math.random",
      "java.util.concurrent.ThreadLocalRandom.current",
      "java.util.UUID.randomUUID",
      "java.util.random.RandomGenerator.getDefault",
      "java.util.SplittableRandom.<init>()V",
      "java.security.SecureRandom.<init>",
      "java.util.Collections.shuffle(Ljava/util/List;)V"),
  THREADS(
      "start threads through Environment",
      "java.lang.Thread.<init>",
      "java.lang.Thread.ofVirtual",
      "java.lang.Thread.ofPlatform",
      "java.lang.Thread.startVirtualThread",
      "java.util.Timer.<init>",
      "java.util.concurrent.Executors.*",
      "java.util.concurrent.ThreadPoolExecutor.<init>",
      "java.util.concurrent.ScheduledThreadPoolExecutor.<init>",
      "java.util.concurrent.ForkJoinPool.<init>",
      "java.util.concurrent.ForkJoinPool.commonPool",
      "java.util.concurrent.CompletableFuture.runAsync",
      "java.util.concurrent.CompletableFuture.supplyAsync",
      "java.util.Collection.parallelStream",
      "java.util.List.parallelStream"),
  WAITING(
      "wait on an Await of Environment",
      "java.lang.Thread.sleep",
      "java.lang.Thread.join",
      "java.lang.Object.wait",
      "java.lang.Object.notify",
      "java.lang.Object.notifyAll",
      "java.util.concurrent.locks.LockSupport.*",
      "java.util.concurrent.locks.Condition.await",
      "java.util.concurrent.locks.Condition.awaitNanos",
      "java.util.concurrent.CountDownLatch.await",
      "java.util.concurrent.Semaphore.acquire",
      "java.util.concurrent.BlockingQueue.take",
      "java.util.concurrent.LinkedBlockingQueue.take",
      "java.util.concurrent.ArrayBlockingQueue.take",
      "java.util.concurrent.SynchronousQueue.take",
      "java.util.concurrent.Future.get",
      "java.util.concurrent.CompletableFuture.get",
      "java.util.concurrent.CompletableFuture.join"),
  THREAD_LOCAL(
      "pass the context as an argument",
      "java.lang.ThreadLocal.*",
      "java.lang.InheritableThreadLocal.*"),
  DESERIALISATION("read data by codecs", "java.io.ObjectInputStream.<init>"),
  PROCESS_SETTINGS(
      "take settings as arguments: only the command line reads the process",
      "java.lang.System.getProperty",
      "java.lang.System.setProperty",
      "java.lang.System.getenv",
      "java.lang.Integer.getInteger",
      "java.lang.Long.getLong",
      "java.lang.Boolean.getBoolean"),
  FILES(
      "reach files through Storage",
      "java.io.FileInputStream.<init>",
      "java.io.FileOutputStream.<init>",
      "java.io.RandomAccessFile.<init>",
      "java.io.FileReader.<init>",
      "java.io.FileWriter.<init>",
      "java.nio.channels.FileChannel.open",
      "java.nio.file.Files.*"),
  CONSOLE("say it by an event or an exception", "java.lang.System.out", "java.lang.System.err"),
  EXIT(
      "throw instead", "java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt");

  /**
   * These rules bind the engine; the command line, the shell and the examples are programs, which
   * talk to their process.
   */
  private static final Set<ForbiddenCalls> FOR_PROGRAMS = Set.of(THREAD_LOCAL, DESERIALISATION);

  private static final Set<String> PROGRAMS = Set.of("cli", "shell", "examples");

  final String instead;
  private final List<String> patterns;

  ForbiddenCalls(String instead, String... patterns) {
    this.instead = instead;
    this.patterns = List.of(patterns);
  }

  boolean binds(String module) {
    return !PROGRAMS.contains(module) || FOR_PROGRAMS.contains(this);
  }

  boolean matches(String member) {
    for (String pattern : patterns) {
      if (pattern.equals(member)) return true;
      if (pattern.endsWith(".*") && member.startsWith(pattern.substring(0, pattern.length() - 1)))
        return true;
    }
    return false;
  }
}
