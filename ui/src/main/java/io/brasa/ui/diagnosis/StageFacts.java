package io.brasa.ui.diagnosis;

import io.brasa.core.event.HeavyKey;
import io.brasa.core.event.StageOperation;
import java.util.List;

/**
 * What is known of one stage attempt.
 *
 * @param millis from its begin to its end, or until now
 * @param slots of all executors at its end
 * @param partitionCount of the stage, of which an attempt may compute a part
 * @param operations what it consists of
 * @param readsShuffle whether it reads what other stages wrote
 * @param keys that many rows have: those that its tasks read, and those that the stages wrote which
 *     it reads
 * @param executors names
 * @param tasks in any order
 */
public record StageFacts(
    String name,
    long startedMillis,
    long millis,
    int slots,
    int partitionCount,
    List<StageOperation> operations,
    boolean readsShuffle,
    List<HeavyKey> keys,
    List<String> executors,
    TaskFacts tasks) {}
