package io.brasa.ui.diagnosis;

import java.util.Optional;

/** Knows one cause that holds stages. Stateless. */
sealed interface StageRule
    permits Skew,
        Spilling,
        FewPartitions,
        ManyPartitions,
        CollectionTime,
        SlowNode,
        FetchWaiting,
        OpeningTime,
        CartesianStage,
        Failures,
        NoTasks {
  Optional<Finding> find(StageFacts stage, TaskTimes times);
}
