package io.brasa.testkit.program;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.function.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * A program made of chance: a graph of operations by key on small datasets, some of which are kept
 * or checkpointed, and actions on several of its datasets, so that map outputs and kept partitions
 * are used again. Beside each operation stands its plain evaluation on lists. The same seed gives
 * the same program. Not thread-safe.
 *
 * <p>Results are compared as bags, in order where an operation promises one, and without regard to
 * how often tasks were tried. Keys are of one type a program, among them null, enums, records and a
 * class of one's own; values are of several types at once.
 */
public final class RandomProgram {
  static final int KEY_COUNT = 10;

  /** Operations that would give more pairs are left out. */
  static final int LARGEST = 2000;

  private static final int MOST_SOURCES = 3;
  private static final int[] SOURCE_SIZES = {0, 1, 5, 40, 40, 150};
  private static final StorageLevel[] LEVELS = {
    StorageLevel.MEMORY_ONLY,
    StorageLevel.MEMORY_ONLY_SER,
    StorageLevel.MEMORY_AND_DISK,
    StorageLevel.DISK_ONLY
  };

  private final long seed;
  private final SplittableRandom random;
  private final Kind kind;
  private final List<Node> nodes = new ArrayList<>();
  private final List<End> ends = new ArrayList<>();

  /** What becomes of a dataset besides. */
  private enum Care {
    NONE,
    KEEP,
    CHECKPOINT
  }

  /**
   * A dataset of the program.
   *
   * @param step null for a source
   * @param left number of the first input, or -1
   * @param right number of the second input, or -1
   */
  private record Node(
      Step step,
      int left,
      int right,
      Parameters parameters,
      Care care,
      StorageLevel level,
      List<Pair<Object, Object>> expected) {}

  /** An action. @param forgets whether what is kept of the dataset is forgotten afterwards */
  private record End(int node, Action action, Parameters parameters, boolean forgets) {}

  private RandomProgram(long seed, int stepCount, int actionCount) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.kind = Kind.values()[random.nextInt(Kind.values().length)];
    int sourceCount = random.nextInt(1, MOST_SOURCES + 1);
    for (int i = 0; i < sourceCount; i++) nodes.add(source());
    for (int i = 0; i < stepCount; i++) addStep();
    for (int i = 0; i < actionCount; i++) ends.add(end(i == 0));
  }

  /** A program of about ten datasets and five actions. */
  public static RandomProgram of(long seed) {
    return new RandomProgram(seed, 8, 5);
  }

  /** A program of a size of one's own. */
  public static RandomProgram of(long seed, int stepCount, int actionCount) {
    return new RandomProgram(seed, stepCount, actionCount);
  }

  // ---- making

  private Parameters parameters() {
    return new Parameters(kind, random.nextInt(1 << 20), random.nextInt(1, 5));
  }

  private Node source() {
    int size = SOURCE_SIZES[random.nextInt(SOURCE_SIZES.length)];
    int keyCount = random.nextInt(1, KEY_COUNT + 1);
    List<Pair<Object, Object>> pairs = new ArrayList<>();
    for (int i = 0; i < size; i++)
      pairs.add(Pair.of(kind.of(random.nextInt(keyCount)), Values.of(random.nextInt())));
    return new Node(null, -1, -1, parameters(), care(), level(), pairs);
  }

  private Care care() {
    int chance = random.nextInt(10);
    return chance < 2 ? Care.KEEP : chance < 3 ? Care.CHECKPOINT : Care.NONE;
  }

  private StorageLevel level() {
    return LEVELS[random.nextInt(LEVELS.length)];
  }

  private void addStep() {
    Step step = Step.values()[random.nextInt(Step.values().length)];
    int left = input();
    int right = step.inputCount == 2 ? input() : -1;
    Parameters parameters = parameters();
    List<Pair<Object, Object>> expected =
        step.evaluate(
            nodes.get(left).expected(),
            right < 0 ? List.of() : nodes.get(right).expected(),
            parameters);
    if (expected.size() <= LARGEST)
      nodes.add(new Node(step, left, right, parameters, care(), level(), expected));
  }

  /** Mostly one of the last datasets, so that programs become deep. */
  private int input() {
    int last = nodes.size() - 1;
    return random.nextInt(3) == 0
        ? random.nextInt(nodes.size())
        : last - random.nextInt(Math.min(2, last + 1));
  }

  private End end(boolean isFirst) {
    int node = isFirst ? nodes.size() - 1 : random.nextInt(nodes.size());
    Action action =
        isFirst ? Action.COLLECT : Action.values()[random.nextInt(Action.values().length)];
    return new End(node, action, parameters(), random.nextInt(4) == 0);
  }

  // ---- running

  /** The seed it is made from. */
  public long seed() {
    return seed;
  }

  /** Runs the program; fails with an {@link AssertionError} that has seed, program and place. */
  public void check(BrasaContext context) {
    check(context, false, UnaryOperator.identity());
  }

  /**
   * As {@link #check(BrasaContext)}.
   *
   * @param checkpoints whether the context has a checkpoint folder
   * @param twist is given every dataset and gives one of the same pairs in its place, for example
   *     one whose tasks fail at first
   */
  public void check(
      BrasaContext context, boolean checkpoints, UnaryOperator<PairRDD<Object, Object>> twist) {
    List<PairRDD<Object, Object>> datasets = new ArrayList<>();
    String now = "declaring";
    try {
      for (Node node : nodes) {
        now = "declaring d" + datasets.size();
        datasets.add(twist.apply(declare(context, node, datasets, checkpoints)));
      }
      for (End end : ends) {
        now = end.action() + " of d" + end.node();
        String wrong = wrong(end, datasets.get(end.node()));
        if (!wrong.isEmpty()) throw new AssertionError(report(now, wrong, datasets));
        if (end.forgets()) datasets.get(end.node()).unpersist();
      }
    } catch (RuntimeException e) {
      throw new AssertionError(seed + ": " + now + " failed\n" + this, e);
    } finally {
      datasets.forEach(PairRDD::unpersist);
    }
  }

  private static PairRDD<Object, Object> declare(
      BrasaContext context,
      Node node,
      List<PairRDD<Object, Object>> datasets,
      boolean checkpoints) {
    PairRDD<Object, Object> dataset =
        node.step() == null
            ? context.parallelizePairs(node.expected(), node.parameters().partitionCount())
            : node.step()
                .declare(
                    datasets.get(node.left()),
                    node.right() < 0 ? null : datasets.get(node.right()),
                    node.parameters());
    // An operation may give its input back, which is kept already or not to be touched.
    boolean isNew = !datasets.contains(dataset);
    if (isNew && node.care() == Care.KEEP) dataset.persist(node.level());
    if (isNew && node.care() == Care.CHECKPOINT && checkpoints) dataset.checkpoint();
    return dataset;
  }

  private String wrong(End end, PairRDD<Object, Object> dataset) {
    Node node = nodes.get(end.node());
    String wrong = end.action().check(dataset, node.expected(), end.parameters());
    if (!wrong.isEmpty() || node.step() == null || !node.step().isOrdered()) return wrong;
    return Action.differ(keys(node.expected()), keys(dataset.collect()));
  }

  private static List<Object> keys(List<Pair<Object, Object>> pairs) {
    List<Object> keys = new ArrayList<>();
    for (Pair<Object, Object> pair : pairs) keys.add(pair._1());
    return keys;
  }

  /** Names the first dataset that is wrong by itself, which is nearer to the cause. */
  private String report(String what, String wrong, List<PairRDD<Object, Object>> datasets) {
    StringBuilder text = new StringBuilder("seed ").append(seed).append(": ").append(what);
    text.append(": ").append(wrong).append('\n').append(this);
    for (int i = 0; i < nodes.size(); i++) {
      String difference = Plain.difference(nodes.get(i).expected(), datasets.get(i).collect());
      if (difference.isEmpty()) continue;
      return text.append("the first dataset that is wrong is d" + i + ": " + difference).toString();
    }
    return text.append("each dataset collected by itself is right now").toString();
  }

  /** The program, one line a dataset and an action. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("keys of " + kind + '\n');
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      text.append("d").append(i).append(" = ");
      text.append(node.step() == null ? "SOURCE" : node.step() + " of d" + node.left());
      if (node.right() >= 0) text.append(" and d").append(node.right());
      text.append(" with ").append(node.parameters().salt());
      text.append(", ").append(node.parameters().partitionCount()).append(" partitions");
      if (node.care() != Care.NONE) text.append(", ").append(node.care());
      if (node.care() == Care.KEEP) text.append(' ').append(node.level());
      text.append(" (").append(node.expected().size()).append(" pairs)\n");
    }
    for (End end : ends) {
      text.append(end.action()).append(" of d").append(end.node());
      text.append(" with ").append(end.parameters().salt());
      text.append(end.forgets() ? ", then forgets it\n" : "\n");
    }
    return text.toString();
  }
}
