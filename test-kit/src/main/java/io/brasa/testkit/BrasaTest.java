package io.brasa.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test class whose tests use Brasa.
 *
 * <pre>{@code
 * @BrasaTest
 * final class TestTotals {
 *   @Test
 *   void addsUp(BrasaContext context) {
 *     assertEquals(6, context.parallelize(List.of(1, 2, 3)).reduce(Integer::sum));
 *   }
 * }
 * }</pre>
 *
 * <p>A test that asks for a {@code BrasaContext} gets a new one in strict mode, which is closed
 * after the test. A test fails if its context leaves a thread or a file behind. Locale and time
 * zone differ from run to run and are the old ones again afterwards; they follow from the same seed
 * as parameters marked {@link Seed}. Tests of one JVM must run one after the other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrasaExtension.class)
public @interface BrasaTest {
  /** Where tasks run. */
  String master() default "local[2]";
}
