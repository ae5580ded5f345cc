package io.brasa.core.text;
import java.util.*;
public final class TextLines implements Iterator<String>, AutoCloseable {
  private final Iterator<String> it;
  public TextLines(io.brasa.runtime.storage.Storage s, TextSplit split) {
    try (var in = s.open(split.path(), 0, Long.MAX_VALUE)) { it = new ArrayList<>(new String(in.readAllBytes()).lines().toList()).iterator(); } catch (java.io.IOException e) { throw new RuntimeException(e); }
  }
  public boolean hasNext() { return it.hasNext(); }
  public String next() { return it.next(); }
  public void close() {}
}
