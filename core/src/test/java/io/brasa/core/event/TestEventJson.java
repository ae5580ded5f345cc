package io.brasa.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestEventJson {
  @Test
  void printsComponentsByNameInOrder() {
    assertEquals(
        "{\"event\":\"JobStarted\",\"atMillis\":4,\"job\":1,\"site\":\"count at A.java:1\",\"stages\":[1,2],"
            + "\"reusedStages\":[],\"group\":\"\",\"description\":\"\",\"tags\":[],\"pool\":\"\",\"query\":0}",
        EventJson.line(new Event.JobStarted(4, 1, "count at A.java:1", List.of(1L, 2L))));
    assertEquals(
        "{\"event\":\"TaskEnded\",\"atMillis\":1,\"stage\":2,\"attempt\":3,\"partition\":4,\"taskAttempt\":5,\"executor\":\"e\","
            + "\"isWinner\":true,\"error\":\"\",\"metrics\":{\"wallNanos\":0,\"rowsIn\":0,\"rowsOut\":0,\"inputBytes\":0,"
            + "\"shuffleReadBytes\":0,\"shuffleWriteBytes\":0,\"spillBytes\":0,\"peakMemoryBytes\":0,"
            + "\"fallbackCount\":0,\"fallbackReason\":\"\",\"damageCount\":0,\"gcMillis\":0,\"fetchWaitNanos\":0,\"heavyKeys\":[],\"openNanos\":0}}",
        EventJson.line(new Event.TaskEnded(1, 2, 3, 4, 5, "e", true, "", TaskMetrics.NONE)));
  }

  @Test
  void escapesTexts() {
    assertEquals(
        "{\"event\":\"JobEnded\",\"atMillis\":0,\"job\":0,\"error\":\"\\\"\\\\\\n\\r\\t\\u0000č\uD83D\uDD25\\ud800\",\"accumulators\":[]}",
        EventJson.line(new Event.JobEnded(0, 0, "\"\\\n\r\t\0č\uD83D\uDD25\uD800")));
  }

  @Test
  void printsEachKindOnOneLine() {
    for (Event event : Examples.ofEachKind()) assertFalse(EventJson.line(event).contains("\n"));
    for (Event event : Examples.ofLater()) assertFalse(EventJson.line(event).contains("\n"));
  }
}
