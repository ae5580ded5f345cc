package io.brasa.sql.collation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestLanguages {
  @Test
  void namesAreWrittenInOneWay() {
    assertEquals("UNICODE", Collation.named("unicode_cs_as").name());
    assertEquals("de_CI_AI_RTRIM", Collation.named("DE_rtrim_AI_ci").name());
    assertEquals("sr_Latn_SRB_AI", Collation.named("SR_LATN_SRB_AI").name());
    for (Collation collation : Collation.all())
      assertEquals(collation, Collation.named(collation.name()));
    for (String wrong : List.of("de_CI_CS", "xx", "UNICODE_XX", "UTF8_BINARY_CI", "_CI", ""))
      assertThrows(RuntimeException.class, () -> Collation.named(wrong), wrong);
  }

  private static byte[] key(Collation collation, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return collation.key(bytes, 0, bytes.length);
  }

  /** Keys are kept as texts in columns: what is no UTF-8 would not come back. */
  @Test
  void keysAreTextsInTheOrderOfTheRules() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Collation german = Collation.named("de");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(6); k > 0; k--)
        text.append("aAäÄbßzZ -é1".charAt(random.nextInt(12)));
      texts.add(text.toString());
    }
    for (String one : texts) {
      byte[] key = key(german, one);
      assertTrue(!new String(key, StandardCharsets.UTF_8).contains("\uFFFD"), "seed " + seed);
    }
    List<String> sorted = new ArrayList<>(List.of("z", "ö", "Ö", "o", "oe", "p", ""));
    sorted.sort((a, b) -> Arrays.compareUnsigned(key(german, a), key(german, b)));
    assertEquals(List.of("", "o", "ö", "Ö", "oe", "p", "z"), sorted);
  }

  /** With all that is here but the module of languages. */
  @Test
  void namesTheModuleThatALanguageNeeds() throws Exception {
    List<URL> places = new ArrayList<>();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator))
      if (!place.contains("icu4j") && !place.contains("collation"))
        places.add(new File(place).toURI().toURL());
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(places.toArray(URL[]::new), platform)) {
      Method named = loader.loadClass(Collation.class.getName()).getMethod("named", String.class);
      InvocationTargetException failure =
          assertThrows(InvocationTargetException.class, () -> named.invoke(null, "de_CI"));
      assertEquals(
          "SQL_UNSUPPORTED: The collation de_CI needs the rules of languages, which are not here."
              + " Add the module brasa-collation to the class path, or use UTF8_BINARY or"
              + " UTF8_LCASE.",
          failure.getCause().getMessage());
      assertEquals("Collation", named.invoke(null, "utf8_lcase").getClass().getSimpleName());
    }
  }
}
