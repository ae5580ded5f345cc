package io.brasa.core.task;

import io.brasa.core.block.BlockStore;
import io.brasa.core.closure.RecordUse;
import io.brasa.core.fusion.Kernels;
import io.brasa.core.shuffle.Handover;
import io.brasa.core.shuffle.MapOutputStore;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages;

/**
 * What the tasks of one process share.
 *
 * @param local where spills and blocks go
 * @param localFolder of this process alone
 * @param isStrict check at every boundary that records are left alone once they are handed on
 */
public record TaskTools(
    Environment environment,
    Codecs codecs,
    MemoryAccount memory,
    BlockStore blocks,
    Replicas replicas,
    Barriers barriers,
    MapOutputStore outputs,
    BlockFetcher fetcher,
    Storages storages,
    Storage local,
    String localFolder,
    Handover handover,
    boolean isStrict,
    Kernels kernels,
    RecordUse recordUse) {}
