package io.brasa.runtime.codec;

import io.brasa.runtime.error.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/**
 * The only place where data goes through Java serialisation. What is read passes a filter that
 * bounds depth, references and array lengths by the bytes there are, so that a few bytes cannot
 * claim gigabytes; classes are looked up where {@link Codecs} looks them up.
 */
final class JavaFallback {
  private static final int MAX_DEPTH = 500;

  private JavaFallback() {}

  static byte[] write(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (NotSerializableException offender) {
      throw CodecErrors.notSerializable(value.getClass(), offender.getMessage(), offender);
    } catch (IOException | RuntimeException failure) {
      throw CodecErrors.encodeFailed(
          CodecErrors.nameOf(value.getClass()), value.getClass(), failure);
    } catch (StackOverflowError failure) {
      throw CodecErrors.stackExhausted(value.getClass(), failure);
    }
    return bytes.toByteArray();
  }

  static Object read(byte[] bytes, Codecs codecs) {
    try (ObjectInputStream in = new Resolving(new ByteArrayInputStream(bytes), codecs)) {
      in.setObjectInputFilter(info -> check(info, bytes.length));
      return in.readObject();
    } catch (EngineException known) {
      throw known;
    } catch (ClassNotFoundException missing) {
      throw CodecErrors.classMissing(missing.getMessage(), missing);
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError failure) {
      throw CodecErrors.corrupt("A serialized Java object cannot be read", failure);
    }
  }

  /** Each reference and each element of an array takes at least one byte of the stream. */
  private static Status check(ObjectInputFilter.FilterInfo info, int byteCount) {
    boolean isWithinBounds =
        info.depth() <= MAX_DEPTH
            && info.references() <= byteCount
            && info.arrayLength() <= byteCount
            && info.streamBytes() <= byteCount;
    return isWithinBounds ? Status.UNDECIDED : Status.REJECTED;
  }

  private static final class Resolving extends ObjectInputStream {
    private final Codecs codecs;

    Resolving(InputStream source, Codecs codecs) throws IOException {
      super(source);
      this.codecs = codecs;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, codecs.loader());
      } catch (ClassNotFoundException missing) {
        return super.resolveClass(description); // primitives have names that no loader knows
      }
    }
  }
}
