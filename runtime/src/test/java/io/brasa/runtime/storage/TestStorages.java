package io.brasa.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestStorages {
  private final Storage local = new LocalStorage();
  private final Storage other = new LocalStorage();
  private final Storages storages = new Storages(local, "/place/here", Map.of("s3a", other));

  @Test
  void resolvesPlainPaths() {
    assertPath("/a/b", "/a/b");
    assertPath("/a/b", "/a//b/");
    assertPath("/place/here/a", "a");
    assertPath("/place/here/a", "./a");
    assertPath("/place/a", "../a");
    assertPath("/a", "../../../a");
    assertPath("/", "/");
    assertPath("/place/here/a b%20c", "a b%20c");
    assertPath("/place/here/10:30 notes", "10:30 notes");
    assertPath("/x/what:/y", "/x/what:/y");
  }

  @Test
  void resolvesFileUris() {
    assertPath("/a/b", "file:/a/b");
    assertPath("/a/b", "file:///a/b/");
    assertPath("/a/b", "file://localhost/a/b");
    assertPath("/a b/č", "file:///a%20b/%c4%8D");
    assertPath("/100%/x%zz%4", "file:/100%/x%zz%4");
    assertPath("/", "file:///");
  }

  @Test
  void resolvesItsOwnResultsToThemselves() {
    for (String path :
        new String[] {"a b", "file:/x%20y", "s3a://bucket/key", "10:30", "/", "100%25"}) {
      Storages.Located located = storages.resolve(path);
      assertEquals(located, storages.resolve(located.path()));
    }
  }

  @Test
  void findsOtherStoragesByScheme() {
    Storages.Located located = storages.resolve("s3a://bucket/a%20b/");
    assertSame(other, located.storage());
    assertEquals("s3a://bucket/a%20b", located.path());
  }

  @Test
  void namesTheUnknownScheme() {
    EngineException failure =
        assertThrows(EngineException.class, () -> storages.resolve("hdfs://name:9000/x"));
    assertEquals(RuntimeError.STORAGE_UNKNOWN, failure.code());
    assertEquals("No storage here serves the scheme 'hdfs' of hdfs://name:9000/x", failure.what());
    assertEquals(
        "Known are file and s3a; add the connector of the other to the class path",
        failure.remedy());
  }

  @Test
  void explainsAFileUriWithTwoSlashes() {
    EngineException failure =
        assertThrows(EngineException.class, () -> storages.resolve("file://tmp/x"));
    assertEquals(RuntimeError.STORAGE_UNKNOWN, failure.code());
    assertTrue(failure.remedy().contains("file:///tmp/x"), failure.remedy());
  }

  @Test
  void refusesAnEmptyPath() {
    assertThrows(EngineException.class, () -> storages.resolve(" "));
  }

  private void assertPath(String expected, String text) {
    Storages.Located located = storages.resolve(text);
    assertEquals(expected, located.path());
    assertSame(local, located.storage());
  }
}
