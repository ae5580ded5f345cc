package io.brasa.core.execute;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.core.closure.Closures;
import io.brasa.core.closure.Envelope;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Operation;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.task.ChangingParts;
import io.brasa.core.task.End;
import io.brasa.core.task.PlannedStage;
import io.brasa.core.task.ProgramSource;
import io.brasa.core.task.StageProgram;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.ContentHashed;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Gives planned stages their program and their identity. The snapshot is taken here, when a job is
 * submitted: what functions captured counts as it is now. The fingerprint is a digest of the
 * program (operations, closure bytes, class hashes, and the ids of the parents, which are
 * fingerprints themselves), a hash of the splits, and how often the same was planned before; a
 * driver that starts again and plans the same in the same order gets the same fingerprints.
 *
 * <p>A stage of a loop without shuffles is the whole loop so far, and is planned again by each job.
 * What never changes is therefore sealed alone and once, for its digest: in the driver's process a
 * job seals what is new and what may have changed since, however long the loop. Programs that other
 * processes run are sealed whole, each time.
 */
public final class StageFactory {
  private final Closures closures;
  private final Codecs codecs;
  private final boolean isRemote;
  private final KeptValues keptValues;
  private final AtomicLong sealedCount = new AtomicLong();

  /** Two numbers and two references. */
  private static final long BYTES_PER_BLOCK = 24;

  private static final byte[] NOTHING = {};
  private static final int REMEMBERED_MAX = 4_096;

  /** Null while no other life of the driver is to know its stages. */
  private LastingIdentity lasting;

  /** Of the latest works only, so that a context may run for ever; see {@link #make}. */
  private final Map<String, Integer> ordinals =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  /**
   * @param isRemote whether tasks run in other processes, which need the classes and never share an
   *     instance
   */
  public StageFactory(Closures closures, Codecs codecs, boolean isRemote) {
    this.closures = closures;
    this.codecs = codecs;
    this.isRemote = isRemote;
    this.keptValues = new KeptValues(closures::staticFields);
  }

  /** From now on stages have the same identity in another life of the driver. */
  public void outlive(LastingIdentity identity) {
    lasting = identity;
  }

  /**
   * Called under the driver's planning lock.
   *
   * @param isKnown whether a stage has an id: work whose number was forgotten starts to count
   *     again, and must not be taken for one that is still there
   */
  StageRecord make(PlannedStage planned, LongPredicate isKnown) {
    List<Long> parents = planned.parents().stream().map(Dependency.Shuffle::stage).toList();
    planned.shuffle().ifPresent(shuffle -> requireIndexable(planned, shuffle.spec()));
    StageProgram program = program(planned, List.of());
    boolean isShareable = isShareable(planned);
    ProgramSource source;
    String work;
    if (isRemote) {
      // Looks at records of the driver, whose classes are to be known before functions are sealed.
      for (PlannedStage.NodePlan node : planned.nodes()) node.definition().splitsHash(this::hashOf);
      Envelope envelope = sealWhole(program, planned);
      source = new ProgramSource.Sealed(envelope, isShareable);
      work = work(envelope, planned);
    } else if (isShareable) {
      source = new ProgramSource.Shared(program);
      work = work(program, planned, NOTHING);
    } else {
      Envelope changing = seal(changing(planned), 1);
      source = new ProgramSource.PartlyShared(program, changing);
      work = work(program, planned, changing.bytes());
    }
    if (lasting != null) work = lasting(work, program, planned);
    String fingerprint = fingerprint(work);
    while (isKnown.test(id(fingerprint))) fingerprint = fingerprint(work);
    return new StageRecord(id(fingerprint), fingerprint, planned, parents, source);
  }

  /**
   * The driver knows rows and bytes of each block of a shuffle, whether empty or not. No task could
   * tell what has filled the heap if that did.
   */
  private static void requireIndexable(PlannedStage planned, ShuffleSpec spec) {
    long targetCount = spec.partitioner().partitionCount();
    long indexBytes = BYTES_PER_BLOCK * targetCount * planned.partitionCount();
    if (indexBytes <= Runtime.getRuntime().maxMemory() / 2) return;
    throw new EngineException(
        RuntimeError.MEMORY_EXHAUSTED,
        "The shuffle of '"
            + planned.name()
            + "' from "
            + planned.partitionCount()
            + " to "
            + targetCount
            + " partitions has so many blocks that their index alone takes "
            + (indexBytes >> 20)
            + " MB, more than half of the driver's heap",
        "Use fewer partitions on either side (coalesce before it, a number of partitions for the"
            + " operation), or give the driver more memory");
  }

  /** How many operations, specs and ends have been sealed so far; what planning costs. */
  public long sealedCount() {
    return sealedCount.get();
  }

  private Envelope seal(Object graph, int count) {
    return seal(graph, count, isRemote);
  }

  private Envelope seal(Object graph, int count, boolean withClasses) {
    sealedCount.addAndGet(count);
    return closures.seal(graph, withClasses);
  }

  /** Static values are only known once a program is sealed, and are hardly ever of any account. */
  private Envelope sealWhole(StageProgram program, PlannedStage planned) {
    Envelope sealed = seal(program, program.nodes().size());
    if (sealed.statics().isEmpty() || program.nodes().stream().noneMatch(n -> n.level().isKept()))
      return sealed;
    List<String> changed = keptValues.changed(planned, sealed);
    return changed.stream().allMatch(String::isEmpty)
        ? sealed
        : seal(program(planned, changed), program.nodes().size());
  }

  /**
   * @param changed for each node a static field as {@link KeptValues} says; empty if none is
   */
  private static StageProgram program(PlannedStage planned, List<String> changed) {
    List<StageProgram.Node> nodes = new ArrayList<>(planned.nodes().size());
    for (PlannedStage.NodePlan node : planned.nodes()) {
      nodes.add(
          new StageProgram.Node(
              node.definition().operation(),
              node.inputs(),
              node.lineage().id(),
              node.lineage().storageLevel(),
              !node.definition().splits().isEmpty(),
              changed.isEmpty() ? "" : changed.get(nodes.size())));
    }
    List<StageProgram.ShuffleInput> shuffles = new ArrayList<>(planned.parents().size());
    for (Dependency.Shuffle parent : planned.parents())
      shuffles.add(new StageProgram.ShuffleInput(parent.stage(), parent.spec()));
    return new StageProgram(nodes, shuffles, planned.end());
  }

  private boolean isShareable(PlannedStage planned) {
    for (PlannedStage.NodePlan node : planned.nodes()) if (!isShareable(node)) return false;
    for (Dependency.Shuffle parent : planned.parents()) if (!isShareable(parent)) return false;
    return isEndShareable(planned);
  }

  private boolean isShareable(PlannedStage.NodePlan node) {
    return node.definition().findings().isShareable(closures::isShareable);
  }

  private boolean isShareable(Dependency.Shuffle shuffle) {
    return shuffle.findings().isShareable(closures::isShareable);
  }

  private boolean isEndShareable(PlannedStage planned) {
    return planned.shuffle().isPresent()
        ? isShareable(planned.shuffle().get())
        : closures.isShareable(planned.end());
  }

  /** Classes count as well, which do not change within one life. */
  private String lasting(String work, StageProgram program, PlannedStage planned) {
    MessageDigest digest = sha256();
    digest.update((isRemote ? work : workWithClasses(program, planned)).getBytes(UTF_8));
    lasting.addTo(digest, program, planned, sha256());
    return HexFormat.of().formatHex(digest.digest());
  }

  private String workWithClasses(StageProgram program, PlannedStage planned) {
    try {
      return work(seal(program, program.nodes().size(), true), planned);
    } catch (EngineException cannotTravel) {
      return lasting.unlikeAll();
    }
  }

  // ---- in the driver's process

  private ChangingParts changing(PlannedStage planned) {
    List<Operation> operations = new ArrayList<>();
    List<ShuffleSpec> specs = new ArrayList<>();
    int[] nodes =
        IntStream.range(0, planned.nodes().size())
            .filter(i -> !isShareable(planned.nodes().get(i)))
            .peek(i -> operations.add(planned.nodes().get(i).definition().operation()))
            .toArray();
    int[] shuffles =
        IntStream.range(0, planned.parents().size())
            .filter(i -> !isShareable(planned.parents().get(i)))
            .peek(i -> specs.add(planned.parents().get(i).spec()))
            .toArray();
    sealedCount.addAndGet(nodes.length + shuffles.length);
    End end = isEndShareable(planned) ? null : planned.end();
    return new ChangingParts(nodes, operations, shuffles, specs, end);
  }

  /**
   * @param changing the bytes of what may change
   */
  private String work(StageProgram program, PlannedStage planned, byte[] changing) {
    MessageDigest digest = new Murmur3Digest();
    ByteBuffer number = ByteBuffer.allocate(8);
    for (int i = 0; i < program.nodes().size(); i++) {
      StageProgram.Node node = program.nodes().get(i);
      PlannedStage.NodePlan plan = planned.nodes().get(i);
      digest.update(
          isShareable(plan) ? plan.definition().findings().digest(this::digest) : NOTHING);
      add(node.dataset(), number, digest);
      add(plan.definition().splitsHash(this::hashOf), number, digest);
      digest.update(node.level().toString().getBytes(UTF_8));
      add(node.inputs().size(), number, digest);
      for (StageProgram.Input input : node.inputs()) {
        add((long) input.node() << 32 | input.shuffle() & 0xffffffffL, number, digest);
        add(input.offset(), number, digest);
      }
    }
    for (Dependency.Shuffle parent : planned.parents()) {
      add(parent.stage(), number, digest);
      digest.update(digest(parent));
    }
    digest.update(
        planned.shuffle().isPresent() ? digest(planned.shuffle().get()) : endDigest(planned));
    return HexFormat.of().formatHex(digest.digest(changing));
  }

  private static void add(long value, ByteBuffer number, MessageDigest digest) {
    digest.update(number.putLong(0, value).array());
  }

  /** Of what may change the bytes are digested as they are. */
  private byte[] digest(Dependency.Shuffle shuffle) {
    return isShareable(shuffle) ? shuffle.findings().digest(this::digest) : NOTHING;
  }

  private byte[] endDigest(PlannedStage planned) {
    return isEndShareable(planned) ? digest(planned.end()) : NOTHING;
  }

  private byte[] digest(Object graph) {
    sealedCount.incrementAndGet();
    MessageDigest digest = new Murmur3Digest();
    closures.digest(graph, digest);
    return digest.digest();
  }

  // ---- for other processes

  private String work(Envelope envelope, PlannedStage planned) {
    MessageDigest digest = sha256();
    digest.update(envelope.bytes());
    for (Envelope.ClassHash type : envelope.classes())
      digest.update((type.name() + type.hash()).getBytes(UTF_8));
    for (Envelope.StaticValue value : envelope.statics()) digest.update(value.value());
    for (PlannedStage.NodePlan node : planned.nodes())
      digest.update(ByteBuffer.allocate(4).putInt(0, node.definition().splitsHash(this::hashOf)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static long id(String fingerprint) {
    return Long.parseUnsignedLong(fingerprint.substring(0, 16), 16) >>> 1;
  }

  private String fingerprint(String work) {
    int ordinal = ordinals.merge(work, 1, Integer::sum);
    if (ordinal == 1) return work;
    byte[] again = (work + ":" + ordinal).getBytes(UTF_8);
    MessageDigest digest = isRemote || lasting != null ? sha256() : new Murmur3Digest();
    return HexFormat.of().formatHex(digest.digest(again));
  }

  /** Splits that no codec knows are told apart by the ordinal alone. */
  private int hashOf(List<?> splits) {
    int hash = 0;
    try {
      for (Object split : splits) hash = 31 * hash + hashOf(split);
      return hash;
    } catch (EngineException e) {
      return splits.size();
    }
  }

  private int hashOf(Object split) {
    if (split instanceof ContentHashed hashed) return Long.hashCode(hashed.contentHash());
    if (!(split instanceof List<?> list)) {
      if (isRemote) closures.met(split);
      return codecs.hash(split);
    }
    int hash = 1;
    for (Object each : list) hash = 31 * hash + hashOf(each);
    return hash;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
