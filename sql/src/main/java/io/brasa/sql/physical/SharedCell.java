package io.brasa.sql.physical;

import io.brasa.runtime.codec.CodedBy;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.codec.ValueForm;
import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the tasks of one process have made of rows that all of them read, so that not each makes it
 * again: one claims to make it, and others may wait for that. Let go of when memory is short; empty
 * where it arrives. Thread-safe.
 */
@CodedBy(SharedCell.Form.class)
public final class SharedCell {
  private final AtomicReference<SoftReference<Object>> content =
      new AtomicReference<>(new SoftReference<>(null));

  /** Who makes what is to be here; null if nobody does. */
  private final AtomicReference<Object> maker = new AtomicReference<>();

  /**
   * Whether it is for the asker to make what is to be here. Who claims it {@linkplain #release lets
   * go} of it in any case.
   *
   * @param asker compared by identity
   */
  public boolean claim(Object asker) {
    return maker.compareAndSet(null, asker) || maker.get() == asker;
  }

  /** Ends the asker's claim, if it has one. */
  public void release(Object asker) {
    maker.compareAndSet(asker, null);
  }

  /** What is there, or null. */
  public Object get() {
    return content.get().get();
  }

  /** Whoever comes last wins: what is put here by several is the same. */
  public void put(Object made) {
    content.set(new SoftReference<>(made));
  }

  /** Cells travel empty. */
  public static final class Form implements ValueForm<SharedCell> {
    @Override
    public void encode(SharedCell cell, Encoder out) {}

    @Override
    public SharedCell decode(Decoder in) {
      return new SharedCell();
    }

    @Override
    public int hash(SharedCell cell) {
      return 0;
    }

    @Override
    public boolean equal(SharedCell left, SharedCell right) {
      return true;
    }

    @Override
    public boolean isImmutable() {
      return true;
    }

    @Override
    public long heapBytes(SharedCell cell) {
      return 64;
    }
  }
}
