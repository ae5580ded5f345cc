package io.brasa.cluster.master;

import io.brasa.cluster.error.ClusterError;
import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Entries as bytes. */
final class KeptFormat {
  private final Codecs codecs = new Codecs(KeptFormat.class.getClassLoader());
  private final Codec<KeptEntry> entries = codecs.sealed(KeptEntry.class);

  byte[] write(KeptEntry entry) {
    Encoder out = new Encoder(codecs);
    entries.encode(entry, out);
    return out.toByteArray();
  }

  /** Fails with {@code RECOVERY_DAMAGED}. */
  List<KeptEntry> read(Map<String, byte[]> kept) {
    List<KeptEntry> all = new ArrayList<>();
    kept.forEach(
        (key, bytes) -> {
          if (!key.equals(SoleLeader.KEY)) all.add(read(key, bytes));
        });
    return all;
  }

  private KeptEntry read(String key, byte[] bytes) {
    try {
      Decoder in = new Decoder(codecs, bytes, 0, bytes.length);
      KeptEntry entry = entries.decode(in);
      if (in.isAtEnd()) return entry;
      throw damaged(key, "bytes follow its end", null);
    } catch (RuntimeException failure) {
      throw damaged(key, failure.getMessage(), failure);
    }
  }

  private static EngineException damaged(String key, String why, Exception cause) {
    return new EngineException(
        ClusterError.RECOVERY_DAMAGED,
        "What a master has kept of " + key + " cannot be understood: " + why,
        "Run the release that has written it, or delete it from the recovery folder",
        cause);
  }
}
