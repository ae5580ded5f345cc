package io.brasa.testkit;

import io.brasa.core.BrasaContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link BrasaTest} does, in JUnit's words. */
final class BrasaExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(BrasaExtension.class);

  @Override
  public void beforeEach(ExtensionContext test) {
    String master =
        test.getTestClass()
            .map(type -> type.getAnnotation(BrasaTest.class))
            .map(BrasaTest::master)
            .orElse("local[2]");
    test.getStore(NAMESPACE).put(TestRun.class, new TestRun(master));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    boolean isSeed =
        parameter.isAnnotated(Seed.class) && parameter.getParameter().getType() == long.class;
    return isSeed || parameter.getParameter().getType() == BrasaContext.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    TestRun run = run(test);
    return parameter.isAnnotated(Seed.class) ? (Object) run.seed() : run.context();
  }

  @Override
  public void afterEach(ExtensionContext test) throws InterruptedException {
    TestRun run = run(test);
    if (test.getExecutionException().isPresent())
      System.err.println(test.getDisplayName() + " failed with " + run);
    run.end();
  }

  private static TestRun run(ExtensionContext test) {
    return test.getStore(NAMESPACE).get(TestRun.class, TestRun.class);
  }
}
