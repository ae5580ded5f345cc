package io.brasa.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TestArchitecture {
  private static final List<CompiledClass> CLASSES = ClassPath.engineClasses();

  @Test
  void looksAtEveryModuleThatHasSources() throws IOException {
    Set<String> modules =
        CLASSES.stream()
            .map(type -> CompiledClass.moduleOf(type.name()))
            .collect(Collectors.toSet());
    assertEquals(Sources.modules(Sources.checkout()), modules);
  }

  @Test
  void modulesUseOnlyWhatThePictureAllows() {
    expectNone(Rules.arrows(CLASSES));
  }

  @Test
  void packagesFormNoCycle() {
    expectNone(Rules.packageCycles(CLASSES));
  }

  @Test
  void foreignTypesStayWhereTheyBelong() {
    expectNone(Rules.foreignTypes(CLASSES));
  }

  @Test
  void onlyAllowedClassesCallWhatBelongsToOnePlace() {
    expectNone(Rules.forbiddenCalls(CLASSES, Allowances.ALL));
  }

  @Test
  void everyAllowanceIsNeeded() {
    expectNone(Rules.idleAllowances(CLASSES, Allowances.ALL));
  }

  @Test
  void classNamesSayWhatTheyAre() {
    expectNone(Rules.emptyNames(CLASSES));
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    expectNone(Sources.undocumentedPackages(Sources.checkout()));
  }

  @Test
  void noFileHoldsTwoIdeas() throws IOException {
    expectNone(Sources.longFiles(Sources.checkout()));
  }

  private static void expectNone(List<String> violations) {
    assertEquals("", String.join("\n", violations));
  }
}
