package io.brasa.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.function.Function;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The texts by which functions are refused at their declaration. */
final class TestRefusals {
  private static final CallSite SITE = new CallSite("map", "Job.java", 12);
  private final Closures closures = new Closures();

  static final class Connection {
    String query(String text) {
      return text;
    }
  }

  record Settings(String name, Connection connection) implements Serializable {}

  static final class Parser implements Serializable {
    private final Settings settings;

    Parser(Settings settings) {
      this.settings = settings;
    }

    String parse(String line) {
      return settings.connection().query(line);
    }
  }

  static final class Prefixer implements Serializable {
    private final String prefix = ">";

    Function<String, String> by(int count, Connection queried) {
      return line -> prefix.repeat(count) + queried.query(line);
    }
  }

  static final class Context implements DriverOnly {
    @Override
    public CoreError captureError() {
      return CoreError.CLOSURE_CAPTURES_CONTEXT;
    }

    @Override
    public String describe() {
      return "the context word-count";
    }

    int cores() {
      return 2;
    }
  }

  static final class Dataset implements DriverOnly {
    @Override
    public CoreError captureError() {
      return CoreError.CLOSURE_CAPTURES_RDD;
    }

    @Override
    public String describe() {
      return "the dataset textFile at Job.java:9";
    }

    int count() {
      return 2;
    }
  }

  static final class Job {
    final Connection connection = new Connection();
    final Context context = new Context();
    final Dataset lines = new Dataset();
    int factor = 3;

    Function<String, String> readsConnection() {
      return line -> connection.query(line);
    }

    Function<String, Integer> usesContext() {
      return line -> context.cores();
    }

    Function<String, Integer> usesDataset() {
      return line -> lines.count();
    }

    Function<String, String> passesItself() {
      return line -> Registry.describe(this) + line;
    }

    Function<String, String> anonymous() {
      return new Function<>() {
        @Override
        public String call(String line) {
          return connection.query(line);
        }
      };
    }
  }

  static final class Registry {
    static String describe(Object object) {
      return String.valueOf(object);
    }
  }

  abstract static class Template {
    final String name;

    Template(String name) {
      this.name = name;
    }
  }

  static final class FromTemplate extends Template implements Function<String, String> {
    FromTemplate() {
      super("template");
    }

    @Override
    public String call(String line) {
      return name + line;
    }
  }

  static final class Deciding implements Serializable {
    private final List<Connection> connections = List.of(new Connection());

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.writeObject(connections.getFirst());
    }
  }

  private void refuses(String golden, CoreError code, Function<?, ?> function) {
    EngineException refusal =
        assertThrows(EngineException.class, () -> closures.declare(function, SITE));
    assertEquals(code, refusal.code());
    assertEquals(golden(golden), refusal.getMessage() + "\n");
  }

  private static String golden(String name) {
    try (InputStream in =
        TestRefusals.class.getResourceAsStream("/golden/closure/" + name + ".txt")) {
      return in == null
          ? "no golden text " + name
          : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void namesTheWayToACapturedObject() {
    Parser parser = new Parser(new Settings("main", new Connection()));
    refuses("capture", CoreError.CLOSURE_NOT_SERIALIZABLE, (String line) -> parser.parse(line));
  }

  private String refusal(Function<?, ?> function) {
    return assertThrows(EngineException.class, () -> closures.declare(function, SITE)).getMessage();
  }

  @Test
  void namesTheCapturedVariableAmongOthers() {
    String prefix = ">";
    Connection opened = new Connection();
    String ofTwo = refusal((String line) -> opened.query(line) + prefix);
    assertTrue(ofTwo.contains(": opened has the class"), ofTwo);
    String besideThis = refusal(new Prefixer().by(2, new Connection()));
    assertTrue(besideThis.contains("queried has the class"), besideThis);
  }

  @Test
  void theObjectOfAMethodReferenceIsTheReceiver() {
    Function<String, String> query = new Connection()::query;
    String text = refusal(query);
    assertTrue(text.contains("the receiver has the class"), text);
  }

  @Test
  void namesTheFieldOfTheEnclosingObject() {
    refuses("this-field", CoreError.CLOSURE_CAPTURES_THIS, new Job().readsConnection());
    refuses("this-field-of-anonymous", CoreError.CLOSURE_CAPTURES_THIS, new Job().anonymous());
  }

  @Test
  void saysWhyTheWholeEnclosingObjectIsNeeded() {
    refuses("this-escapes", CoreError.CLOSURE_CAPTURES_THIS, new Job().passesItself());
  }

  @Test
  void refusesAContext() {
    Context context = new Context();
    refuses("context", CoreError.CLOSURE_CAPTURES_CONTEXT, (String line) -> context.cores());
    refuses("context-of-this", CoreError.CLOSURE_CAPTURES_CONTEXT, new Job().usesContext());
  }

  @Test
  void refusesADataset() {
    Dataset lines = new Dataset();
    refuses("rdd", CoreError.CLOSURE_CAPTURES_RDD, (String line) -> lines.count());
    refuses("rdd-of-this", CoreError.CLOSURE_CAPTURES_RDD, new Job().usesDataset());
  }

  @Test
  void refusesAFunctionThatIsNotSerializableItself() {
    Comparator<String> order = (left, right) -> left.compareTo(right);
    refuses(
        "function", CoreError.CLOSURE_NOT_SERIALIZABLE, (String line) -> order.compare(line, ""));
    refuses("function-parent", CoreError.CLOSURE_NOT_SERIALIZABLE, new FromTemplate());
  }

  @Test
  void namesAnElementDeepInACollection() {
    Map<String, List<Object>> handlers = new HashMap<>();
    handlers.put(
        "main", new ArrayList<>(List.of(1, "two", new Settings("third", new Connection()))));
    refuses("collection", CoreError.CLOSURE_NOT_SERIALIZABLE, (String line) -> handlers.size());
  }

  @Test
  void reportsWhatTheWritingMethodsOfAClassMet() {
    Deciding deciding = new Deciding();
    refuses(
        "hooks", CoreError.CLOSURE_NOT_SERIALIZABLE, (String line) -> deciding.connections.size());
  }
}
