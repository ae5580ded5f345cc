package io.brasa.sql.syntax;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A statement of a script. What is no construct of the script itself stands here as a piece of
 * text, which is understood anew each time it runs: names may mean something else then.
 */
public sealed interface Script {
  Origin origin();

  /**
   * A stretch of a text.
   *
   * @param text all of it
   * @param firstParameter how many {@code ?} come before
   */
  record Piece(String text, int from, int to, int firstParameter) {
    public Piece {
      requireNonNull(text);
    }

    public Origin origin() {
      return new Origin.Text(text, from, to);
    }
  }

  /** A statement as it stands outside of scripts too. */
  record Plain(Piece piece) implements Script {
    @Override
    public Origin origin() {
      return piece.origin();
    }
  }

  /** {@code label: BEGIN … END}. */
  record Block(
      Optional<String> label,
      List<Condition> conditions,
      List<Piece> variables,
      List<Handler> handlers,
      List<Script> body,
      Origin origin)
      implements Script {
    public Block {
      conditions = List.copyOf(conditions);
      variables = List.copyOf(variables);
      handlers = List.copyOf(handlers);
      body = List.copyOf(body);
    }
  }

  /** {@code DECLARE name CONDITION FOR SQLSTATE 'state'}: a name for failures. */
  record Condition(String name, String state) {}

  /**
   * {@code DECLARE EXIT HANDLER FOR failures body}: what happens when a statement of the block
   * fails.
   *
   * @param leaves whether the block ends then; else it goes on behind the statement
   */
  record Handler(boolean leaves, List<Failure> failures, Script body, Origin origin) {
    public Handler {
      failures = List.copyOf(failures);
    }
  }

  /** Which failures a handler is for, the narrowest first. */
  sealed interface Failure {
    /** Of this name, in upper case. */
    record Named(String name) implements Failure {}

    /** Of this SQLSTATE. */
    record State(String state) implements Failure {}

    /** {@code NOT FOUND}: states that begin with 02. */
    record NotFound() implements Failure {}

    /** {@code SQLEXCEPTION}: all but those that begin with 00, 01 or 02. */
    record Any() implements Failure {}
  }

  /** {@code IF condition THEN … ELSEIF … ELSE … END IF}. */
  record If(List<Branch> branches, List<Script> otherwise, Origin origin) implements Script {
    public If {
      branches = List.copyOf(branches);
      otherwise = List.copyOf(otherwise);
    }
  }

  /** What is run if a condition is true, or a value equals that of a CASE. */
  record Branch(Piece condition, List<Script> body) {
    public Branch {
      body = List.copyOf(body);
    }
  }

  /** {@code CASE [subject] WHEN … THEN … ELSE … END CASE}. */
  record Choice(
      Optional<Piece> subject, List<Branch> branches, List<Script> otherwise, Origin origin)
      implements Script {
    public Choice {
      branches = List.copyOf(branches);
      otherwise = List.copyOf(otherwise);
    }
  }

  /** {@code WHILE condition DO … END WHILE}; without a condition {@code LOOP … END LOOP}. */
  record While(Optional<String> label, Optional<Piece> condition, List<Script> body, Origin origin)
      implements Script {
    public While {
      body = List.copyOf(body);
    }
  }

  /** {@code REPEAT … UNTIL condition END REPEAT}. */
  record Repeat(Optional<String> label, List<Script> body, Piece condition, Origin origin)
      implements Script {
    public Repeat {
      body = List.copyOf(body);
    }
  }

  /** {@code FOR row AS query DO … END FOR}. */
  record For(
      Optional<String> label, Optional<String> row, Piece query, List<Script> body, Origin origin)
      implements Script {
    public For {
      body = List.copyOf(body);
    }
  }

  /** {@code LEAVE label}: its block or loop ends. */
  record Leave(String label, Origin origin) implements Script {}

  /** {@code ITERATE label}: its loop goes on with its next round. */
  record Iterate(String label, Origin origin) implements Script {}
}
