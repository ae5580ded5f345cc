import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The inputs of the measured workloads once more, in the same formats and from any seed: whether a
 * ratio holds for other words, points and edges than those that everything was measured with. Run
 * as {@code java SeededInput.java SEED FOLDER [SCALE]}; a scale of 1 is the full size.
 */
public final class SeededInput {
  private static final int DIMENSIONS = 10;

  private final Random random;
  private final Path folder;
  private final double scale;

  private SeededInput(long seed, Path folder, double scale) {
    this.random = new Random(seed);
    this.folder = folder;
    this.scale = scale;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      System.err.println("usage: java SeededInput.java SEED FOLDER [SCALE]");
      System.exit(2);
    }
    double scale = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1;
    SeededInput input =
        new SeededInput(Long.parseLong(arguments[0]), Path.of(arguments[1]), scale);
    Files.createDirectories(input.folder);
    input.text();
    input.log();
    input.points();
    input.graph();
    input.records();
  }

  /** What a file consists of. */
  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** A file is whole once it has its name. */
  private void file(String name, Content content) throws IOException {
    Path unfinished = folder.resolve(name + ".unfinished");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 20)) {
      content.write(out);
    }
    Files.move(unfinished, folder.resolve(name));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Different words of 3 to 10 letters. */
  private byte[][] words(int count) {
    java.util.Set<String> words = new java.util.LinkedHashSet<>();
    while (words.size() < count) {
      char[] letters = new char[3 + random.nextInt(8)];
      for (int i = 0; i < letters.length; i++) letters[i] = (char) ('a' + random.nextInt(26));
      words.add(new String(letters));
    }
    return words.stream().map(SeededInput::bytes).toArray(byte[][]::new);
  }

  /**
   * Ranks by Zipf's law, to be drawn evenly: rank r takes a share of the places that is
   * proportional to 1 / (r + 1), found by bisection in the sums of the shares.
   */
  private static int[] ranks(int count, int places) {
    double[] sums = new double[count];
    double sum = 0;
    for (int rank = 0; rank < count; rank++) sums[rank] = sum += 1.0 / (rank + 1);
    int[] ranks = new int[places];
    for (int i = 0; i < places; i++) {
      int at = Arrays.binarySearch(sums, sum * (i + 0.5) / places);
      ranks[i] = Math.min(count - 1, at >= 0 ? at : -at - 1);
    }
    return ranks;
  }

  private void text() throws IOException {
    byte[][] words = words(200_000);
    int[] ranks = ranks(words.length, 1 << 22);
    long size = (long) (1e9 * scale);
    file(
        "text.txt",
        out -> {
          for (long written = 0; written < size; ) {
            for (int i = 0; i < 10; i++) {
              byte[] word = words[ranks[random.nextInt(ranks.length)]];
              out.write(word);
              out.write(i < 9 ? ' ' : '\n');
              written += word.length + 1;
            }
          }
        });
  }

  private void log() throws IOException {
    byte[][] words = words(5_000);
    int[] ranks = ranks(words.length, 1 << 20);
    List<String> topics =
        List.of(
            "mysql", "php", "timeout", "disk full", "out of memory", "http", "cache", "queue",
            "replica", "lock");
    long size = (long) (2e9 * scale);
    file(
        "log.txt",
        out -> {
          long millis = 0;
          StringBuilder line = new StringBuilder();
          for (long written = 0; written < size; written += line.length()) {
            millis += random.nextInt(20);
            line.setLength(0);
            int level = random.nextInt(10);
            line.append(level < 6 ? "INFO" : level < 8 ? "DEBUG" : level < 9 ? "WARN" : "ERROR");
            line.append("\t2026-01-");
            twoDigits(line, 1 + millis / 86_400_000 % 28).append(' ');
            twoDigits(line, millis / 3_600_000 % 24).append(':');
            twoDigits(line, millis / 60_000 % 60).append(':');
            twoDigits(line, millis / 1_000 % 60).append('\t');
            line.append(topics.get(random.nextInt(10)));
            for (int i = 6 + random.nextInt(8); i > 0; i--)
              line.append(' ')
                  .append(
                      new String(
                          words[ranks[random.nextInt(ranks.length)]], StandardCharsets.US_ASCII));
            line.append("\thost").append(random.nextInt(500)).append('\n');
            out.write(bytes(line.toString()));
          }
        });
  }

  private static StringBuilder twoDigits(StringBuilder line, long number) {
    return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /** Around ten centres, labelled by the side of a plane on which they lie, nearly. */
  private void points() throws IOException {
    double[] plane = random.doubles(DIMENSIONS, -1.5, 1.5).toArray();
    List<double[]> centres = new ArrayList<>();
    for (int i = 0; i < 10; i++) centres.add(random.doubles(DIMENSIONS, -3, 3).toArray());
    long count = (long) (2e6 * scale);
    file(
        "points.txt",
        out -> {
          for (long i = 0; i < count; i++) {
            double[] centre = centres.get(random.nextInt(10));
            StringBuilder line = new StringBuilder();
            double side = random.nextGaussian();
            for (int d = 0; d < DIMENSIONS; d++) {
              double x = centre[d] + random.nextGaussian();
              side += plane[d] * x;
              fiveDecimals(line.append(' '), Math.round(x * 1e5));
            }
            out.write(bytes((side > 0 ? "1" : "-1") + line + "\n"));
          }
        });
  }

  private static void fiveDecimals(StringBuilder line, long number) {
    if (number < 0) line.append('-');
    long size = Math.abs(number);
    line.append(size / 100_000).append('.');
    for (long digit = 10_000; digit > 0; digit /= 10) line.append((char) ('0' + size / digit % 10));
  }

  /** Each node has an edge to another and one from another; the others crowd at few nodes. */
  private void graph() throws IOException {
    int nodes = (int) (1e6 * scale);
    long edges = (long) (9e6 * scale);
    int offset = 1 + random.nextInt(nodes - 1);
    int[] places = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      int other = random.nextInt(i + 1);
      places[i] = places[other];
      places[other] = i;
    }
    file(
        "graph.txt",
        out -> {
          PrintStream text = new PrintStream(out, false, StandardCharsets.US_ASCII);
          for (int i = 0; i < nodes; i++)
            text.append(i + "\t" + (int) (((long) i + offset) % nodes) + "\n");
          for (long e = 0; e < edges; e++) {
            int from = places[(int) (nodes * Math.pow(random.nextDouble(), 1.7))];
            int to = places[(int) (nodes * Math.pow(random.nextDouble(), 3))];
            text.append(from + "\t" + to + "\n");
          }
          text.flush();
        });
  }

  /** A key of ten printable characters, the record's number, and text to fill 100 bytes. */
  private void records() throws IOException {
    long count = (long) (1e7 * scale);
    file(
        "records.dat",
        out -> {
          byte[] record = new byte[100];
          for (long i = 0; i < count; i++) {
            Arrays.fill(record, (byte) ' ');
            for (int k = 0; k < 10; k++) record[k] = (byte) ('!' + random.nextInt(94));
            long number = i;
            for (int d = 43; d >= 12; d--, number >>>= 4)
              record[d] = (byte) Character.toUpperCase(Character.forDigit((int) (number & 15), 16));
            for (int f = 46; f < 98; f++) record[f] = (byte) ('A' + (i + f / 4) % 26);
            record[98] = '\r';
            record[99] = '\n';
            out.write(record);
          }
        });
  }
}
