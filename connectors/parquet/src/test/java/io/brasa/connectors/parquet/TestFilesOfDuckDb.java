package io.brasa.connectors.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestFilesOfDuckDb {
  private static final String FLAT =
      """
      select i::tinyint % 100 as tiny, (i % 30000)::smallint as small, i::int as whole, i * 1000003 as big,
        i::utinyint % 200 as utiny, (i % 60000)::usmallint as usmall, (i * 700000)::uinteger as uwhole,
        (i::ubigint + 18446744073709000000::ubigint) as ubig,
        (i / 7)::float as single, (i / 7)::double as twice, i % 3 = 0 as truth,
        (i / 4)::decimal(4,1) as d4, (i * 3.25)::decimal(9,2) as d9, (i * -3.25)::decimal(18,2) as d18,
        (i::hugeint * -10000000000000000000)::decimal(38,4) as d38,
        'text ' || i as text, 'word ' || (i % 7) as word, 'žluťoučký ' || (i % 5) as unicode,
        ('bytes' || i)::blob as bytes, date '1960-01-01' + (i::int * 17) as day,
        timestamp '1965-01-01 00:00:00.123456' + interval (i) minute as moment,
        (timestamp '1965-01-01 00:00:00.123456' + interval (i) minute)::timestamptz as zoned,
        (timestamp '1965-01-01 00:00:00.123' + interval (i) minute)::timestamp_ms as millis,
        (timestamp '1985-01-01 00:00:00.123456' + interval (i) minute)::timestamp_ns as nanos
      from range(120) t(i)
      """;

  @Test
  void areReadWithAllFlatTypes(@TempDir Path folder) throws Exception {
    for (String codec : List.of("snappy", "zstd", "gzip", "lz4_raw", "uncompressed")) {
      for (String version : List.of("v1", "v2")) {
        check(folder, FLAT, "codec " + codec + ", parquet_version " + version);
      }
    }
  }

  @Test
  void areReadWithManyRowsAndRowGroups(@TempDir Path folder) throws Exception {
    String query =
        """
        select i::bigint as i, hash(i) %% 1000 as few, (hash(i) >> 1)::bigint as many, 'a' || (hash(i) %% 3000) as word,
          repeat('x', (hash(i) %% 50)::int) || i as text, i %% 2 = 0 as truth,
          case when hash(i) %% 10 < 3 then null else hash(i) %% 100 end as holes,
          case when i %% 1000 < 900 then null else 'v' || i end as seldom, null::int as never,
          case when i < 9000 then null else i end as late
        from range(30000) t(i)
        """
            .replace("%%", "%");
    for (String options :
        List.of(
            "row_group_size 10000",
            "row_group_size 4096, parquet_version v2, codec zstd",
            "row_group_size 30000, dictionary_size_limit 500")) {
      check(folder, query, options);
    }
  }

  @Test
  void areReadWithNestedTypes(@TempDir Path folder) throws Exception {
    String query =
        """
        select i::int as i, [i, null, i + 1] as list, case when i % 4 = 0 then null when i % 4 = 1 then [] else
            list_transform(range(i % 5), lambda x: 'e' || x) end as maybe,
          {'a': i, 'b': 'x' || i, 'c': case when i % 3 = 0 then null else i end} as struct,
          case when i % 5 = 0 then null else {'a': i, 'l': [i], 's': {'t': case when i % 7 = 0 then null else [[i, i], [], null] end}} end as deep,
          map([i, i + 1], ['v' || i, null]) as map, case when i % 3 = 0 then null else map([i], [[{'k': i}]]) end as maps,
          [{'p': i, 'q': [i, i]}, null, {'p': null, 'q': null}] as structs
        from range(10000) t(i)
        """;
    for (String options :
        List.of("row_group_size 4096", "row_group_size 3000, parquet_version v2, codec zstd")) {
      check(folder, query, options);
    }
  }

  @Test
  void areReadWithoutRows(@TempDir Path folder) throws Exception {
    check(folder, "select 1 as a, 'b' as b where false", "codec snappy");
  }

  private static void check(Path folder, String query, String options) throws Exception {
    Path file = folder.resolve("f" + folder.toFile().list().length + ".parquet");
    try (DuckDb duck = new DuckDb()) {
      duck.run("copy (" + query + ") to '" + file + "' (format parquet, " + options + ")");
      List<List<Object>> expected = duck.rows("select * from '" + file + "'");
      List<List<Object>> actual = Rows.all(file);
      assertEquals(expected.size(), actual.size(), options);
      for (int i = 0; i < expected.size(); i++) {
        assertTrue(
            same(expected.get(i), actual.get(i)),
            options + ", row " + i + ": " + expected.get(i) + "\\n" + actual.get(i));
      }
    }
  }

  /** Numbers without sign come as other classes, which is all that they differ in. */
  static boolean same(Object left, Object right) {
    if (left == null || right == null) return left == right;
    if (left instanceof List<?> a && right instanceof List<?> b) {
      if (a.size() != b.size()) return false;
      for (int i = 0; i < a.size(); i++) if (!same(a.get(i), b.get(i))) return false;
      return true;
    }
    if (left instanceof java.util.Map<?, ?> a && right instanceof java.util.Map<?, ?> b)
      return same(List.copyOf(a.keySet()), List.copyOf(b.keySet()))
          && same(new java.util.ArrayList<>(a.values()), new java.util.ArrayList<>(b.values()));
    if (left instanceof Number
        && right instanceof Number
        && !left.getClass().equals(right.getClass()))
      return new java.math.BigDecimal(left.toString())
              .compareTo(new java.math.BigDecimal(right.toString()))
          == 0;
    return left.equals(right);
  }
}
