package io.brasa.core.execute;

import io.brasa.core.closure.Envelope;
import io.brasa.core.lineage.Operation;
import io.brasa.core.task.PlannedStage;
import io.brasa.core.task.StageProgram;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Notices where the partitions of a dataset that is kept would be of two kinds: some made with
 * earlier values of static fields, and lost ones made again with those of now. For one thread at a
 * time.
 */
final class KeptValues {
  private final Function<Operation, Set<String>> reads;

  /**
   * @param reads the static fields that functions of an operation may read
   */
  KeptValues(Function<Operation, Set<String>> reads) {
    this.reads = reads;
  }

  /**
   * For each operation of a stage a static field that it or one before it reads, if its partitions
   * are kept and the field had another value when they first were; else empty.
   *
   * @param now what the stage is about to run with
   */
  List<String> changed(PlannedStage planned, Envelope now) {
    Map<String, String> values = new HashMap<>();
    for (Envelope.StaticValue value : now.statics())
      values.put(value.className() + "." + value.field(), digest(value.value()));
    List<Set<String>> fields = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (PlannedStage.NodePlan node : planned.nodes()) {
      Set<String> read = new HashSet<>(node.definition().findings().staticFields(reads::apply));
      for (StageProgram.Input input : node.inputs())
        if (input.node() >= 0) read.addAll(fields.get(input.node()));
      fields.add(read);
      changed.add(node.lineage().storageLevel().isKept() ? changed(node, read, values) : "");
    }
    return changed;
  }

  private static String changed(
      PlannedStage.NodePlan node, Set<String> read, Map<String, String> values) {
    Map<String, String> own = new HashMap<>(values);
    own.keySet().retainAll(read);
    Map<String, String> first = node.lineage().keptWith(own);
    for (Map.Entry<String, String> value : own.entrySet()) {
      String then = first.get(value.getKey());
      if (then != null && !then.equals(value.getValue())) return value.getKey();
    }
    return "";
  }

  private static String digest(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
