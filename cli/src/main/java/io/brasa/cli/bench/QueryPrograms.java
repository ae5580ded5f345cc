package io.brasa.cli.bench;

import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Queries of one table: the ten groupings of the db-benchmark over a table in memory, and one
 * grouping each of a CSV file and of JSON lines whose schema is inferred.
 */
final class QueryPrograms {
  private static final List<String> GROUPINGS =
      List.of(
          "select id1, sum(v1) as v1 from x group by id1",
          "select id1, id2, sum(v1) as v1 from x group by id1, id2",
          "select id3, sum(v1) as v1, avg(v3) as v3 from x group by id3",
          "select id4, avg(v1) as v1, avg(v2) as v2, avg(v3) as v3 from x group by id4",
          "select id6, sum(v1) as v1, sum(v2) as v2, sum(v3) as v3 from x group by id6",
          "select id4, id5, percentile(v3, 0.5) as v3m, stddev(v3) as v3s from x group by id4, id5",
          "select id3, max(v1) - min(v2) as range_v1_v2 from x group by id3",
          "select id6, v3 as v3 from (select id6, v3, row_number() over"
              + " (partition by id6 order by v3 desc) as rn from x) t where rn <= 2",
          "select id2, id4, power(corr(v1, v2), 2) as r2 from x group by id2, id4",
          "select id1, id2, id3, id4, id5, id6, sum(v3) as v3, count(*) as vc from x"
              + " group by id1, id2, id3, id4, id5, id6");

  private final Supplier<BrasaSession> sessions;
  private final QueryTimes times;
  private BrasaSession session;

  /**
   * @param session made when the first repetition begins, which it is a part of
   */
  private QueryPrograms(Supplier<BrasaSession> session, String nameOfTimes) {
    this.sessions = session;
    this.times = new QueryTimes(nameOfTimes);
  }

  static Workload groupBy(Supplier<BrasaSession> session, String csv) {
    QueryPrograms programs = new QueryPrograms(session, "questions_s");
    return details -> programs.groupBy(csv, details);
  }

  private String groupBy(String csv, Map<String, Object> details) {
    if (session == null) load(csv, details);
    times.begin();
    ResultSum all = new ResultSum();
    for (String question : GROUPINGS) {
      long started = System.nanoTime();
      DataFrame answer = session.sql(question);
      List<String> columns = new ArrayList<>(List.of("count(*)"));
      for (String column : answer.columns())
        if (column.startsWith("v") || column.startsWith("r")) columns.add("sum(" + column + ")");
      answer.createOrReplaceTempView("ans");
      ResultSum sum =
          TableQueries.sumOf(session.sql("select " + String.join(", ", columns) + " from ans"));
      times.add(started);
      all.add(sum.toString());
    }
    times.describe(details);
    return all.toString();
  }

  private void load(String csv, Map<String, Object> details) {
    session = sessions.get();
    long started = System.nanoTime();
    DataFrame x = csv(session, csv).cache();
    x.createOrReplaceTempView("x");
    x.count();
    details.put("load_s", Json.round(Measurement.secondsSince(started)));
  }

  private static DataFrame csv(BrasaSession session, String file) {
    return session.read().option("header", "true").option("inferSchema", "true").csv(file);
  }

  static String groupCsv(BrasaSession session, String file, Map<String, Object> details) {
    long started = System.nanoTime();
    csv(session, file).createOrReplaceTempView("events");
    details.put("infer_s", Json.round(Measurement.secondsSince(started)));
    return TableQueries.sumOf(
            session.sql(
                "select country, quantity % 10 as q, count(*) as n, sum(amount) as a, max(ts) as m,"
                    + " sum(case when flag then 1 else 0 end) as f from events"
                    + " where day >= date '2025-03-01' group by country, quantity % 10"))
        .toString();
  }

  static String groupJson(BrasaSession session, String file, Map<String, Object> details) {
    long started = System.nanoTime();
    session.read().json(file).createOrReplaceTempView("events");
    details.put("infer_s", Json.round(Measurement.secondsSince(started)));
    return TableQueries.sumOf(
            session.sql(
                "select user.country c, count(*), sum(amount),"
                    + " sum(case when note is not null then 1 else 0 end) from events group by 1"))
        .toString();
  }
}
