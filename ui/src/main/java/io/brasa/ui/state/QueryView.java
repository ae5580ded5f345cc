package io.brasa.ui.state;

import java.util.List;
import java.util.Optional;

/**
 * One query.
 *
 * @param durationMillis so far, if it runs
 * @param rows of its result, if somebody counted them
 */
public record QueryView(
    long id,
    String text,
    Status status,
    long startedMillis,
    Optional<Long> endedMillis,
    long durationMillis,
    List<Long> jobs,
    Optional<Long> rows,
    Optional<String> error) {}
