package io.brasa.columnar.collation;

import java.util.List;

/**
 * Compares text by the rules of languages. Found by {@link java.util.ServiceLoader}; has a public
 * constructor without parameters. Thread-safe.
 */
public interface CollationProvider {
  /** The languages that it knows, in the order of their names. */
  List<Language> languages();

  /** The version of its rules: keys of one version are not to be compared with those of another. */
  String version();

  /** How text of a language is compared. The language is one of {@link #languages}. */
  TextOrder order(Language language, boolean ignoresCase, boolean ignoresAccents);
}
