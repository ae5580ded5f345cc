package io.brasa.core.remote;

import io.brasa.core.execute.StageWork.SourceSplit;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import java.util.ArrayList;
import java.util.List;

/** The splits of one task as bytes, in the format of the package. Thread-safe. */
final class SplitFormat {
  private final Codecs codecs;

  SplitFormat(Codecs codecs) {
    this.codecs = codecs;
  }

  byte[] write(List<SourceSplit> splits) {
    Encoder out = new Encoder(codecs);
    out.writeCount(splits.size());
    for (SourceSplit split : splits) {
      out.writeVarInt(split.node());
      out.writeVarInt(split.partition());
      out.writeValue(split.split());
    }
    return out.toByteArray();
  }

  List<SourceSplit> read(byte[] bytes) {
    Decoder in = new Decoder(codecs, bytes);
    int count = in.readCount();
    List<SourceSplit> splits = new ArrayList<>();
    for (int i = 0; i < count; i++)
      splits.add(new SourceSplit(in.readVarInt(), in.readVarInt(), in.readValue()));
    return splits;
  }
}
