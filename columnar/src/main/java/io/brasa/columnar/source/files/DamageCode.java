package io.brasa.columnar.source.files;

import io.brasa.runtime.error.ErrorCode;

/** The code of an error of sources, some of which say that a file is damaged. */
public interface DamageCode extends ErrorCode {
  /** Whether a file is at fault by itself, so that others of its table may be read without it. */
  boolean isDamage();
}
