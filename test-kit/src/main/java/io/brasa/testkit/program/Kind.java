package io.brasa.testkit.program;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/** The type of the keys of a program. All kinds have a natural order, in which null comes first. */
enum Kind {
  NUMBER,
  TEXT,
  SUIT,
  PLACE,
  OWN,
  SPARSE;

  /** An order for the model; the engine has its own. */
  static final Comparator<Object> NATURAL = Comparator.nullsFirst(Kind::compare);

  @SuppressWarnings("unchecked")
  private static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  /** A key; the same for the same number. */
  Object of(int number) {
    Suit suit = Suit.values()[number % Suit.values().length];
    return switch (this) {
      case NUMBER -> number;
      case TEXT -> "key" + number;
      case SUIT -> suit;
      case PLACE -> new Place(suit, number);
      case OWN -> new Own(suit, number);
      case SPARSE -> number % 4 == 0 ? null : "key" + number;
    };
  }

  enum Suit {
    CLUBS,
    DIAMONDS,
    HEARTS,
    SPADES
  }

  /** A record with an enum. */
  record Place(Suit suit, int row) implements Numbered, Comparable<Place> {
    @Override
    public int number() {
      return suit.ordinal() + 31 * row;
    }

    @Override
    public int compareTo(Place other) {
      return suit == other.suit ? Integer.compare(row, other.row) : suit.compareTo(other.suit);
    }
  }

  /** A class with equality of its own, and an enum in its hash code. */
  static final class Own implements Numbered, Comparable<Own>, Serializable {
    private static final long serialVersionUID = 1L;

    private final Suit suit;
    private final int number;

    Own(Suit suit, int number) {
      this.suit = suit;
      this.number = number;
    }

    @Override
    public int number() {
      return number;
    }

    @Override
    public int compareTo(Own other) {
      return Integer.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Own own && own.suit == suit && own.number == number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(suit, number);
    }

    @Override
    public String toString() {
      return "own" + number;
    }
  }
}
