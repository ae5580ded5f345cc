/**
 * A worker of a cluster of our own: {@link io.brasa.cluster.worker.WorkerNode} keeps executors
 * running where the master orders it, and gives out their logs. Called by the command line.
 *
 * <h2>A worker's folder</h2>
 *
 * <pre>
 * process-ID-START-work/APPLICATION/EXECUTOR/   what executors spill and serve; deleted when they end
 * process-ID-START-work/drivers/DRIVER/         files and working folder of a driver
 * logs/APPLICATION/EXECUTOR.log                 what an executor has printed; kept for a stated time
 * logs/DRIVER/driver.log                        what a driver has printed
 * </pre>
 *
 * What a worker that was killed has left of the first is deleted by the next one.
 */
package io.brasa.cluster.worker;
