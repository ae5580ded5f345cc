package io.brasa.core.execute;

import io.brasa.core.closure.Closures;
import io.brasa.core.closure.Envelope;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.task.PlannedStage;
import io.brasa.core.task.ProgramSource;
import io.brasa.core.task.StageProgram;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Gives planned stages their program and their identity. The snapshot is taken here, when a job is
 * submitted: what functions captured counts as it is now. The fingerprint is the SHA-256 of the
 * sealed program (operations, closure bytes, class hashes, and the ids of the parents, which are
 * fingerprints themselves), a hash of the splits, and how often the same was planned before; a
 * driver that starts again and plans the same in the same order gets the same fingerprints.
 */
public final class StageFactory {
  private final Closures closures;
  private final Codecs codecs;
  private final boolean isRemote;
  private static final int REMEMBERED_MAX = 4_096;

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
  }

  /**
   * Called under the driver's planning lock.
   *
   * @param isKnown whether a stage has an id: work whose number was forgotten starts to count
   *     again, and must not be taken for one that is still there
   */
  StageRecord make(PlannedStage planned, LongPredicate isKnown) {
    List<Long> parents = planned.parents().stream().map(Dependency.Shuffle::stage).toList();
    StageProgram program = program(planned);
    Envelope envelope = closures.seal(program, isRemote);
    String work = work(envelope, planned);
    String fingerprint = fingerprint(work);
    while (isKnown.test(id(fingerprint))) fingerprint = fingerprint(work);
    long id = id(fingerprint);
    boolean isShareable = isShareable(planned);
    ProgramSource source =
        isShareable && !isRemote
            ? new ProgramSource.Shared(program)
            : new ProgramSource.Sealed(envelope, isShareable);
    return new StageRecord(id, fingerprint, planned, parents, source);
  }

  private static StageProgram program(PlannedStage planned) {
    List<StageProgram.Node> nodes = new ArrayList<>(planned.nodes().size());
    for (PlannedStage.NodePlan node : planned.nodes()) {
      nodes.add(
          new StageProgram.Node(
              node.definition().operation(),
              node.inputs(),
              node.lineage().id(),
              node.lineage().storageLevel(),
              !node.definition().splits().isEmpty()));
    }
    List<StageProgram.ShuffleInput> shuffles = new ArrayList<>(planned.parents().size());
    for (Dependency.Shuffle parent : planned.parents())
      shuffles.add(new StageProgram.ShuffleInput(parent.stage(), parent.spec()));
    return new StageProgram(nodes, shuffles, planned.end());
  }

  private boolean isShareable(PlannedStage planned) {
    for (PlannedStage.NodePlan node : planned.nodes())
      if (!node.definition().isShareable(closures::isShareable)) return false;
    for (Dependency.Shuffle parent : planned.parents())
      if (!closures.isShareable(parent.spec())) return false;
    return closures.isShareable(planned.end());
  }

  private String work(Envelope envelope, PlannedStage planned) {
    MessageDigest digest = sha256();
    digest.update(envelope.bytes());
    for (Envelope.ClassHash type : envelope.classes())
      digest.update((type.name() + type.hash()).getBytes(StandardCharsets.UTF_8));
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
    return HexFormat.of()
        .formatHex(sha256().digest((work + ":" + ordinal).getBytes(StandardCharsets.UTF_8)));
  }

  /** Splits that no codec knows are told apart by the ordinal alone. */
  private int hashOf(List<?> splits) {
    int hash = 0;
    try {
      for (Object split : splits) hash = 31 * hash + codecs.hash(split);
      return hash;
    } catch (EngineException e) {
      return splits.size();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
