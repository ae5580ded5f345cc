package io.brasa.core.execute;

import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.TaskMetrics;
import io.brasa.core.shared.AccumulatorV2;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reports of tasks as bytes: metrics, what was added to accumulators, the value, and what nodes did
 * if that is anything; not when its task began. Thread-safe.
 */
public final class ReportFormat {
  private final Codecs codecs;

  /**
   * @param codecs know the user's classes
   */
  public ReportFormat(Codecs codecs) {
    this.codecs = codecs;
  }

  public byte[] write(TaskReport report) {
    Encoder out = new Encoder(codecs);
    out.writeValue(report.metrics());
    out.writeCount(report.accumulators().size());
    for (AccumulatorV2<?, ?> accumulator : report.accumulators()) out.writeValue(accumulator);
    out.writeValue(report.value());
    if (!report.nodes().isEmpty()) out.writeValue(new ArrayList<>(report.nodes()));
    return out.toByteArray();
  }

  /** What counts of a report whose task's output is gone: what was added to accumulators. */
  byte[] withoutOutput(byte[] bytes) {
    try {
      return write(new TaskReport(null, TaskMetrics.NONE, read(bytes).accumulators()));
    } catch (RuntimeException | LinkageError undecodable) {
      return bytes;
    }
  }

  @SuppressWarnings("unchecked")
  private static List<NodeMetrics> nodes(Decoder in, int length) {
    return in.position() < length ? (List<NodeMetrics>) in.readValue() : List.of();
  }

  public TaskReport read(byte[] bytes) {
    Decoder in = new Decoder(codecs, bytes);
    TaskMetrics metrics = (TaskMetrics) in.readValue();
    int count = in.readCount();
    List<AccumulatorV2<?, ?>> accumulators = new ArrayList<>();
    for (int i = 0; i < count; i++) accumulators.add((AccumulatorV2<?, ?>) in.readValue());
    Object value = in.readValue();
    return new TaskReport(value, metrics, accumulators, nodes(in, bytes.length), 0);
  }
}
