package io.brasa.testkit.contract;

import io.brasa.runtime.storage.LocalStorage;
import io.brasa.runtime.storage.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class TestLocalStorageContract extends StorageContract {
  @TempDir private Path folder;

  @Override
  protected Storage storage() {
    return new LocalStorage();
  }

  @Override
  protected String folder() {
    return folder.toString();
  }
}
