package io.brasa.runtime.codec;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;

/**
 * Finds which part of a value could not be written, by writing the parts one by one once more: only
 * failures pay for the path in their message.
 */
final class FailurePath {
  private static final int MAX_STEPS = 8;

  private final Codecs codecs;
  private String step;
  private Object part;
  private ContentCodec<?> partCodec;
  private EngineException cause;

  private FailurePath(Codecs codecs) {
    this.codecs = codecs;
  }

  /**
   * The failure again, saying where in the value it happened; itself when that is not to be found.
   */
  static EngineException locate(
      Codecs codecs, ContentCodec<Object> codec, Object value, EngineException failure) {
    if (failure.code() != RuntimeError.CODEC_ENCODE_FAILED
        && failure.code() != RuntimeError.CODEC_UNSUPPORTED) {
      return failure;
    }
    StringBuilder path = new StringBuilder(CodecErrors.nameOf(value.getClass()));
    int bare = path.length();
    FailurePath at = new FailurePath(codecs);
    at.part = value;
    at.partCodec = codec;
    at.cause = failure;
    for (int i = 0; i < MAX_STEPS && at.descend(); i++) {
      path.append(at.step);
    }
    return path.length() == bare
        ? failure
        : new EngineException(
            (RuntimeError) failure.code(),
            path + " could not be written: " + at.cause.what(),
            at.cause.remedy(),
            at.cause);
  }

  private boolean descend() {
    if (partCodec == null) {
      return false;
    }
    Object whole = part;
    part = null;
    partCodec.ofObject().visitParts(whole, this::stayIfWritable);
    return part != null;
  }

  private boolean stayIfWritable(String nextStep, ContentCodec<?> known, Object candidate) {
    if (candidate == null) {
      return true;
    }
    ContentCodec<?> codec = known;
    try {
      codec = known == null ? codecs.find(candidate.getClass()) : known;
      codec.ofObject().encode(candidate, new Encoder(codecs));
      return true;
    } catch (EngineException failure) {
      step = nextStep;
      part = candidate;
      partCodec = codec;
      cause = failure;
      return false;
    }
  }
}
