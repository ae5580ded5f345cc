package io.brasa.core.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TestJob {
  private final Job job =
      new Job(7, 1, JobLabels.NONE, new Object(), new SystemEnvironment().newAwait());

  private static TaskResult result(int partition, int attempt) {
    return new TaskResult(partition, attempt, "p" + partition);
  }

  @Test
  void resultsComeInTheOrderOfPartitionsAndOnce() throws Exception {
    for (int partition : new int[] {5, 0, 3}) job.add(result(partition, 0));
    job.add(result(3, 1));
    job.end(null);
    assertEquals(List.of(result(0, 0), result(3, 1), result(5, 0)), job.await());
    assertEquals(7, job.id());
  }

  @Test
  void whatIsWithdrawnIsGone() throws Exception {
    job.add(result(2, 0));
    job.withdraw();
    job.add(result(1, 1));
    job.end(null);
    assertEquals(List.of(result(1, 1)), job.await());
  }

  @Test
  void eachWaitingThreadGetsAnExceptionOfItsOwn() {
    IllegalStateException cause = new IllegalStateException("cause");
    EngineException error = new EngineException(CoreError.TASK_FAILED, "What", "Remedy", cause);
    job.end(error);
    EngineException first = assertThrows(EngineException.class, job::await);
    EngineException second = assertThrows(EngineException.class, job::await);
    assertNotSame(first, second);
    assertSame(cause, first.getCause());
    assertSame(CoreError.TASK_FAILED, first.code());
    assertEquals("What", first.what());
    assertEquals("Remedy", first.remedy());
  }

  @Test
  void anErrorWithoutACauseIsTheCause() {
    EngineException error = new EngineException(CoreError.JOB_CANCELLED, "What", "Remedy");
    job.end(error);
    assertSame(error, assertThrows(EngineException.class, job::await).getCause());
  }
}
