package io.brasa.core.execute;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.core.closure.Closures;
import io.brasa.core.closure.Shippable;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.task.PlannedStage;
import io.brasa.core.task.StageProgram;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.ContentHashed;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.error.EngineException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the identity of a stage needs so that it means the same in another life of the driver.
 * Within one life a broadcast variable is known by its number, and splits by a short hash; beyond
 * it, all that they hold counts. What cannot be encoded is like nothing in any other life.
 */
public final class LastingIdentity {
  private final Closures closures;
  private final Codecs codecs;
  private final String release;
  private final String life;
  private final Map<Long, byte[]> variables = new ConcurrentHashMap<>();

  /**
   * @param release of the engine: another may compute something else
   * @param life of this driver, unlike all others
   */
  public LastingIdentity(Closures closures, Codecs codecs, String release, String life) {
    this.closures = closures;
    this.codecs = codecs;
    this.release = release;
    this.life = life;
  }

  /** What no other life has. */
  String unlikeAll() {
    return life;
  }

  /** Adds what is not in a sealed program. */
  void addTo(MessageDigest digest, StageProgram program, PlannedStage planned, MessageDigest own) {
    digest.update(release.getBytes(UTF_8));
    for (Shippable handle : handles(program)) {
      if (!(handle instanceof Broadcast<?> broadcast)) continue;
      digest.update(variables.computeIfAbsent(broadcast.id(), _ -> contentOf(broadcast, own)));
    }
    for (PlannedStage.NodePlan node : planned.nodes()) {
      digest.update((byte) 1);
      digest.update(node.definition().splitsDigest(splits -> contentOf(splits, own)));
    }
  }

  private List<Shippable> handles(StageProgram program) {
    try {
      return closures.handles(program);
    } catch (EngineException cannotTravel) {
      // Then its work is like no other as well.
      return List.of();
    }
  }

  private byte[] contentOf(Broadcast<?> broadcast, MessageDigest own) {
    try {
      Encoder out = new Encoder(codecs);
      out.writeValue(broadcast.value());
      return own.digest(out.toByteArray());
    } catch (RuntimeException | StackOverflowError | LinkageError unknown) {
      return life.getBytes(UTF_8);
    }
  }

  private byte[] contentOf(List<?> splits, MessageDigest own) {
    try {
      own.reset();
      for (Object split : splits) add(split, own);
      return own.digest();
    } catch (RuntimeException | StackOverflowError | LinkageError unknown) {
      own.reset();
      return life.getBytes(UTF_8);
    }
  }

  private void add(Object split, MessageDigest own) {
    Encoder out = new Encoder(codecs);
    switch (split) {
      case ContentHashed hashed -> out.writeLong(hashed.contentHash());
      case List<?> list -> {
        for (Object each : list) add(each, own);
        out.writeCount(list.size());
      }
      default -> out.writeValue(split);
    }
    own.update(out.toByteArray());
  }
}
