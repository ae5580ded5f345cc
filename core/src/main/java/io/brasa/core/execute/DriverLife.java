package io.brasa.core.execute;

import io.brasa.core.journal.Journal;
import java.util.Optional;

/**
 * Which life of its application a driver is. Others obey the latest that they have heard of.
 *
 * @param epoch higher than that of all earlier ones, as far as there is a journal
 * @param incarnation by chance: different for each driver that there ever was
 * @param journal what is kept for later lives, if anything
 */
public record DriverLife(long epoch, String incarnation, Optional<Journal> journal) {
  /** Of a driver that nobody will go on for. */
  public static DriverLife only(String incarnation) {
    return new DriverLife(1, incarnation, Optional.empty());
  }

  /** One with a journal. */
  public static DriverLife of(Journal journal) {
    return new DriverLife(journal.epoch(), journal.incarnation(), Optional.of(journal));
  }
}
