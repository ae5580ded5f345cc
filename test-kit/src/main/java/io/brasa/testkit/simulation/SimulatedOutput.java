package io.brasa.testkit.simulation;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Durable;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Writes a new file in a simulation. After a failed write the file is gone and every later call
 * fails in the same way.
 */
final class SimulatedOutput extends OutputStream implements Durable {
  private final SimulatedStorage storage;
  private final String path;
  private final SimulatedFile file;
  private boolean isClosed;
  private EngineException failure;

  SimulatedOutput(SimulatedStorage storage, String path, SimulatedFile file) {
    this.storage = storage;
    this.path = path;
    this.file = file;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    requireUsable();
    try {
      storage.write(path, file, bytes, offset, length);
    } catch (EngineException full) {
      failure = full;
      close();
      storage.drop(path, file);
      throw full;
    }
  }

  @Override
  public void sync() {
    requireUsable();
    storage.step("syncs", path);
    file.sync();
  }

  @Override
  public void close() {
    if (isClosed) return;
    storage.step("closes", path);
    isClosed = true;
    file.close();
  }

  private void requireUsable() {
    if (failure != null) throw failure;
    if (isClosed) throw new IllegalStateException("The stream to " + path + " is closed");
  }
}
