package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.PlanNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those who look on are told of queries. */
final class TestQueryEvents {
  private static final String GROUPED =
      "SELECT id % 10 AS k, count(*) AS c FROM range(1000) GROUP BY id % 10";

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final BrasaSession session =
      BrasaSession.builder(BrasaContext.builder().master("local[2]").listener(events::add)).build();

  @AfterEach
  void close() {
    session.close();
  }

  private <E extends Event> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private PlanNode node(Event.QueryStarted query, String operator) {
    return query.plan().stream()
        .filter(node -> node.operator().equals(operator))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsTheTextThePlanAndWhatItsNodesDid() {
    session.sql(GROUPED).collect();
    Event.QueryStarted started = all(Event.QueryStarted.class).getLast();
    Event.QueryEnded ended = all(Event.QueryEnded.class).getLast();
    assertEquals(GROUPED, started.text());
    assertEquals(started.query(), ended.query());
    assertEquals("", ended.error());
    assertEquals(10, ended.rows());
    PlanNode aggregate = node(started, "Aggregate");
    assertEquals(List.of(node(started, "Exchange").id()), aggregate.children());
    NodeMetrics measured =
        ended.nodes().stream()
            .filter(node -> node.id() == aggregate.id())
            .findFirst()
            .orElseThrow();
    assertEquals(10, measured.rows());
    assertTrue(measured.nanos() > 0);
    List<Long> stages =
        all(Event.StageStarted.class).stream().map(Event.StageStarted::stage).toList();
    assertEquals(stages.getLast(), measured.stage());
    NodeMetrics partial =
        ended.nodes().stream()
            .filter(node -> node.id() == node(started, "PartialAggregate").id())
            .findFirst()
            .orElseThrow();
    assertEquals(stages.getFirst(), partial.stage());
  }

  @Test
  void itsJobsNameTheQueryAndLaterOnesDoNot() {
    session.sql(GROUPED).collect();
    long query = all(Event.QueryStarted.class).getLast().query();
    List<Event.JobStarted> jobs = all(Event.JobStarted.class);
    assertEquals(2, jobs.size());
    for (Event.JobStarted job : jobs) assertEquals(query, job.query());
    session.range(5).rdd().count();
    assertEquals(0, all(Event.JobStarted.class).getLast().query());
  }

  @Test
  void whatIsPutAboveATextStillShowsIt() {
    session.sql(GROUPED).limit(3).count();
    assertEquals(GROUPED, all(Event.QueryStarted.class).getLast().text());
    session.range(7).count();
    assertTrue(
        all(Event.QueryStarted.class).getLast().text().startsWith("count at "),
        all(Event.QueryStarted.class).getLast().text());
  }

  @Test
  void aFailedQueryEndsWithItsError() {
    assertThrows(
        RuntimeException.class,
        () -> session.sql("SELECT 1 / (id - 500) FROM range(1000)").collect());
    Event.QueryEnded ended = all(Event.QueryEnded.class).getLast();
    assertTrue(ended.error().contains("DIVIDE_BY_ZERO"), ended.error());
    assertEquals(-1, ended.rows());
  }
}
