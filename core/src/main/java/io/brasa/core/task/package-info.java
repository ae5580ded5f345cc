/**
 * From a dataset to tasks: {@link io.brasa.core.task.StagePlanner} cuts the lineage at its
 * shuffles, a {@link io.brasa.core.task.StageProgram} is what the tasks of one stage run, and
 * {@link io.brasa.core.task.TaskRun} runs it for one partition. Called by execute; knows nothing of
 * threads, executors or the wire.
 */
package io.brasa.core.task;
