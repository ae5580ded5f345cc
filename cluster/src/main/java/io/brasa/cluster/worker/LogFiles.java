package io.brasa.cluster.worker;

import io.brasa.cluster.protocol.ClusterMessage;
import io.brasa.core.remote.PartSender;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The logs that a worker keeps, by application and executor. Thread-safe. */
final class LogFiles {
  private static final int CHUNK_BYTES = 256 << 10;
  private static final String SUFFIX = ".log";

  private final Storage storage;
  private final String folder;

  LogFiles(Storage storage, String folder) {
    this.storage = storage;
    this.folder = folder;
  }

  String folder(String application) {
    return folder + "/" + application;
  }

  /** Sends what there is and is not known; nothing of an application that has not run here. */
  void send(ClusterMessage.LogRequest request, PartSender parts) {
    String application = request.application();
    if (application.isEmpty() || application.contains("/") || application.startsWith(".")) return;
    if (storage.status(folder(application)).isEmpty()) return;
    for (StoredFile file : storage.list(folder(application))) {
      String name = file.path().substring(folder(application).length() + 1);
      if (!name.endsWith(SUFFIX)) continue;
      String executor = name.substring(0, name.length() - SUFFIX.length());
      if (request.executor().isEmpty() || request.executor().equals(executor))
        send(executor, file, request.read().getOrDefault(executor, 0L), parts);
    }
  }

  private void send(String executor, StoredFile file, long read, PartSender parts) {
    if (read < 0 || read >= file.sizeBytes()) return;
    try (InputStream in = storage.open(file.path(), read, file.sizeBytes() - read)) {
      for (byte[] chunk = in.readNBytes(CHUNK_BYTES);
          chunk.length > 0;
          chunk = in.readNBytes(CHUNK_BYTES)) {
        parts.send(new ClusterMessage.LogChunk(executor, chunk));
      }
    } catch (IOException deletedMeanwhile) {
      // it was old enough
    }
  }

  /** Deletes logs to which nothing was added since a moment, unless somebody may still write. */
  void deleteOlder(long thanMillis, Predicate<String> isInUse) {
    try {
      if (storage.status(folder).isEmpty()) return;
      for (StoredFile application : storage.list(folder)) {
        String name = application.path().substring(folder.length() + 1);
        if (application.isFolder() && !isInUse.test(name) && isOlder(application, thanMillis))
          storage.delete(application.path());
      }
    } catch (EngineException later) {
      // a favour to the disk: the next hour tries again
    }
  }

  private boolean isOlder(StoredFile application, long thanMillis) {
    List<StoredFile> files = new ArrayList<>(storage.list(application.path()));
    files.add(application);
    return files.stream().allMatch(file -> file.modifiedMillis() < thanMillis);
  }
}
