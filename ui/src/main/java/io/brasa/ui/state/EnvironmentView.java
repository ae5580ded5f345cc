package io.brasa.ui.state;

import io.brasa.core.event.NamedText;
import java.util.List;

/** What the driver's process is and what it was told. */
public record EnvironmentView(
    List<NamedText> runtime,
    List<NamedText> options,
    List<NamedText> properties,
    List<String> classPath) {
  static final EnvironmentView NONE =
      new EnvironmentView(List.of(), List.of(), List.of(), List.of());
}
