import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import peers.Harness;
import scala.Tuple2;

/**
 * Programs of ours for Apache Spark that the peers' harness has not: the chain of Brasa's workload
 * of the same name, and the queries of TPC-DS. Compiled and started by the script {@code contestants/spark-ours}.
 */
public final class SparkPrograms {
  private static final int NODES = 1 << 20;

  private SparkPrograms() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "chained" -> chained();
      case "tpcds" -> decisionSupport();
      default -> {
        System.err.println("spark-ours: no " + arguments[0]);
        System.exit(3);
      }
    }
    System.exit(0);
  }

  private static void chained() throws Exception {
    JavaSparkContext[] spark = new JavaSparkContext[1];
    Harness.measure(
        "chained",
        "spark-ours",
        run -> {
          if (spark[0] == null) spark[0] = context();
          return chained(spark[0]);
        });
  }

  /** As the harness's {@code spark-tuned} for TPC-H: exchanges of four partitions, splits of 64 MB. */
  private static void decisionSupport() throws Exception {
    SparkConf settings =
        settings()
            .set("spark.sql.shuffle.partitions", "4")
            .set("spark.sql.files.maxPartitionBytes", "64m");
    SparkSession[] spark = new SparkSession[1];
    new OtherEngines(
            "spark-ours",
            (query, sum) -> {
              if (spark[0] == null) spark[0] = open(settings);
              for (Row row : spark[0].sql(query).collectAsList()) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < row.length(); i++)
                  text.append(Harness.cell(row.get(i))).append('|');
                sum.add(text.toString());
              }
            })
        .measure();
  }

  private static SparkSession open(SparkConf settings) throws Exception {
    SparkSession spark = SparkSession.builder().config(settings).getOrCreate();
    for (Map.Entry<String, String> table : OtherEngines.tables().entrySet())
      spark.read().parquet(table.getValue()).createOrReplaceTempView(table.getKey());
    return spark;
  }

  private static JavaSparkContext context() {
    return new JavaSparkContext(settings());
  }

  private static SparkConf settings() {
    String scratch = System.getenv().getOrDefault("PEERS_SCRATCH", System.getProperty("java.io.tmpdir"));
    return new SparkConf()
        .setMaster("local[" + Harness.threads() + "]")
        .setAppName("peers")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.sql.warehouse.dir", scratch + "/warehouse")
        .set("spark.local.dir", scratch);
  }

  private static String input(String name) {
    return Harness.data(name).toAbsolutePath().toUri().toString();
  }

  private static String chained(JavaSparkContext spark) {
    JavaPairRDD<Integer, Integer> edges =
        spark.textFile(input("graph.txt")).mapToPair(SparkPrograms::edge);
    List<RowSum> parts =
        spark
            .textFile(input("text.txt"))
            .map(line -> line.hashCode() & NODES - 1)
            .filter(node -> node % 3 != 0)
            .mapToPair(node -> new Tuple2<>(node, 1))
            .reduceByKey(Integer::sum)
            .join(edges)
            .sortByKey()
            .mapPartitions(SparkPrograms::sum)
            .collect();
    RowSum all = new RowSum();
    parts.forEach(all::follow);
    return all.toString();
  }

  private static Iterator<RowSum> sum(Iterator<Tuple2<Integer, Tuple2<Integer, Integer>>> rows) {
    RowSum sum = new RowSum();
    while (rows.hasNext()) {
      Tuple2<Integer, Tuple2<Integer, Integer>> row = rows.next();
      sum.add(row._1(), row._2()._1(), row._2()._2());
    }
    return List.of(sum).iterator();
  }

  private static Tuple2<Integer, Integer> edge(String line) {
    int tab = line.indexOf('\t');
    return new Tuple2<>(
        Integer.parseInt(line.substring(0, tab)), Integer.parseInt(line.substring(tab + 1)));
  }

  /** As Brasa's own of this name. */
  private static final class RowSum implements Serializable {
    private static final long serialVersionUID = 1;

    private long count;
    private long mix;
    private int first;
    private int last;
    private boolean isSorted = true;

    void add(int key, int left, int right) {
      if (count == 0) first = key;
      else isSorted &= key >= last;
      last = key;
      count++;
      mix += ((key * 31L + left) * 1_000_003L + right) * 0x9E3779B97F4A7C15L;
    }

    void follow(RowSum next) {
      if (next.count == 0) return;
      if (count == 0) first = next.first;
      else isSorted &= next.first >= last;
      isSorted &= next.isSorted;
      last = next.last;
      count += next.count;
      mix += next.mix;
    }

    @Override
    public String toString() {
      return count + (isSorted ? " sorted " : " NOT SORTED ") + Long.toHexString(mix);
    }
  }
}
