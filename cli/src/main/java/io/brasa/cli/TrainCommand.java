package io.brasa.cli;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The training runs for the ahead-of-time caches. Called by the launcher, its output goes to a log.
 *
 * <ul>
 *   <li>{@code train}: what every program does. All of these classes are there when the JVM is
 *       begun, which takes time and memory for each: what many programs do without must not be used
 *       in this run.
 *   <li>{@code train more}: what else programs and commands do, compiling and queries above all.
 *       These classes are a layer above the first, loaded when they are used.
 *   <li>{@code train sql} and {@code train shell}: what questions do, of the command line or of a
 *       program, and what is typed at a shell, for caches of their own.
 * </ul>
 */
final class TrainCommand implements Command {
  /** So many rows that the engine makes classes for them. */
  private static final int GENERATING = 100_000;

  private static final String SOURCE =
      """
      import io.brasa.core.BrasaContext;
      import io.brasa.core.RDD;
      import io.brasa.core.function.Pair;
      import java.util.stream.IntStream;

      public class Training {
        record Word(String text, long count) {}

        public static void main(String[] arguments) throws Exception {
          try (BrasaContext brasa = BrasaContext.builder().build()) {
            int count = arguments.length == 0 ? 1_000 : Integer.parseInt(arguments[0]);
            RDD<Integer> numbers =
                brasa.parallelize(IntStream.range(0, count).boxed().toList(), 2);
            System.out.println(numbers.map(number -> number * 2).reduce(Integer::sum));
            RDD<Word> words = numbers.map(number -> new Word("trained", number));
            System.out.println(words.map(Word::count).reduce(Long::sum));
            System.out.println(words.filter(word -> word.count() > 1).count());
            System.out.println(
                words
                    .mapToPair(word -> new Pair<>(word.text(), word.count()))
                    .reduceByKey(Long::sum)
                    .collect());
          }
        }
      }
      """;

  private static final String ASKING =
      """
      import io.brasa.sql.BrasaSession;

      public class Asking {
        public static void main(String[] arguments) throws Exception {
          try (BrasaSession session = BrasaSession.builder().build()) {
            session.sql("SELECT id % 3 AS rest, count(*) AS n FROM range(9) GROUP BY 1").show();
          }
        }
      }
      """;

  private static final String QUESTIONS =
      """
      SELECT * FROM people LIMIT 10;
      SELECT count(*) FROM people;
      SELECT city, count(*) AS n, avg(age) AS age, min(born), sum(age) FROM people
        WHERE born > DATE'1980-01-01' AND name LIKE 'A%' GROUP BY city HAVING count(*) > 1 ORDER BY n DESC, city LIMIT 5;
      SELECT a.name, b.city, rank() OVER (PARTITION BY a.city ORDER BY a.age) AS place
        FROM people a JOIN people b ON a.name = b.name AND a.born = b.born
        WHERE a.age IN (SELECT max(age) FROM people) OR a.city IS NULL LIMIT 3;
      WITH years AS (SELECT DISTINCT year(born) AS year, upper(city) AS city FROM people)
        SELECT year, CASE WHEN city LIKE '%O%' THEN 'o' ELSE substring(city, 1, 2) END AS part FROM years
        UNION ALL SELECT 1, 'b' ORDER BY 1;
      DESCRIBE QUERY SELECT * FROM people;
      EXPLAIN SELECT name FROM people WHERE age > 3;
      SELECT nmae FROM people;
      """;

  /** What is typed at a shell: values, types, lambdas with variables, queries, a mistake. */
  private static final String SNIPPETS =
      """
      int k = 2
      record Word(String text, long count) {}
      String twice(String text) { return text + text; }
      var words = brasa.parallelize(List.of("one", "two", "two"), 2)
      words.mapToPair(w -> new Pair<>(twice(w), (long) k)).reduceByKey(Long::sum).collect()
      words.map(w -> new Word(w, k)).filter(w -> w.count() > 1).collect()
      sql("SELECT id, id * 2 AS twice FROM range(3)")
      for (int i = 0; i < 2; i++) System.out.println(i)
      enum Side { LEFT, RIGHT }
      int k = 3
      int wrong = "text"
      """;

  @Override
  public int run(List<String> arguments) throws Exception {
    Path folder = Files.createTempDirectory("brasa-training");
    try {
      switch (String.join(" ", arguments)) {
        case "" -> programs(folder);
        case "more" -> more(folder);
        case "sql" -> sql(folder);
        case "shell" -> type(folder);
        default -> throw new IllegalArgumentException("There is no training " + arguments);
      }
    } finally {
      delete(folder);
    }
    return 0;
  }

  private static void programs(Path folder) throws Exception {
    Path source = program(folder, "Training", SOURCE);
    compileElsewhere(source);
    runOne("WordCount", text(folder).toString());
    runOne(source.toString());
  }

  private static void sql(Path folder) throws Exception {
    Path source = program(folder, "Asking", ASKING);
    compileElsewhere(source);
    runOne(source.toString());
    query(folder);
  }

  private static void more(Path folder) throws Exception {
    runOne(program(folder, "Training", SOURCE).toString(), Integer.toString(GENERATING));
    query(folder);
    runElsewhere(text(folder));
    new VersionCommand().run(List.of());
    new HelpCommand().run(List.of("run"));
  }

  private static Path text(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("text.txt"), "one two two three three three\n".repeat(100));
  }

  private static Path program(Path folder, String name, String text) throws IOException {
    System.setProperty("brasa.programs", folder.resolve("programs").toString());
    return Files.writeString(folder.resolve(name + ".java"), text);
  }

  /**
   * By another process, so that the compiler is not among the classes of this one. Without what it
   * keeps, the program would compile here and the cache be larger than it need be.
   */
  private static void compileElsewhere(Path source) throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Dbrasa.programs=" + System.getProperty("brasa.programs"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                source.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) throw new IOException("The training program does not run");
  }

  /** Executors use the caches as well: what drivers have not is in the upper layer. */
  private static void runElsewhere(Path text) throws Exception {
    try {
      new RunCommand()
          .run(List.of("--master", "local-cluster[1,1,96m]", "WordCount", text.toString()));
    } catch (EngineException noProcesses) {
      System.out.println("Executors will start slower: " + noProcesses.getMessage());
    }
  }

  /** What first questions are like, of each format, so that the classes for them are known. */
  private static void query(Path folder) throws Exception {
    Path table =
        Files.writeString(
            folder.resolve("people.csv"),
            "name,age,born,city\n"
                + "Ada,36,1990-03-04,London\nBo,,2001-12-31,\"Oslo, N\"\n".repeat(50));
    Path parquet = folder.resolve("people.parquet");
    Path json = folder.resolve("people.json");
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      DataFrame people = session.sql("SELECT * FROM '" + table + "'");
      people.write().parquet(parquet.toString());
      people.write().json(json.toString());
    }
    for (Path source : List.of(table, parquet, json)) {
      String text = QUESTIONS.replace("people", "'" + source + "'");
      new SqlCommand().run(List.of("--master", "local[2]", "--time", text));
    }
    for (String format : List.of("csv", "json", "markdown"))
      new SqlCommand().run(List.of("--format", format, "SELECT * FROM '" + table + "' LIMIT 3"));
    atPrompt(new SqlCommand(), List.of("--master", "local[2]"));
  }

  /** Of the prompt only its beginning: nobody types here, so that it ends at once. */
  private static void type(Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("snippets.java"), SNIPPETS);
    List<String> master = List.of("--master", "local[2]");
    new ShellCommand().run(List.of("--master", "local[2]", file.toString()));
    atPrompt(new ShellCommand(), master);
  }

  private static void atPrompt(Command command, List<String> arguments) throws Exception {
    System.setProperty("brasa.prompt", "true");
    command.run(arguments);
    System.clearProperty("brasa.prompt");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  private static void runOne(String what, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("--conf", "parallelism=2", what));
    words.addAll(List.of(arguments));
    new RunCommand().run(words);
  }
}
