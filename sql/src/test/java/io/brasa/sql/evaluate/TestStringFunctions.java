package io.brasa.sql.evaluate;

import static io.brasa.sql.evaluate.Calls.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.runtime.error.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestStringFunctions {
  @Test
  void partsAreCountedInCharacters() {
    assertEquals("öß", call("substring", "Größe", 3, 2));
    assertEquals("Größe", call("substring", "Größe", 0));
    assertEquals("ße", call("substring", "Größe", -2));
    assertEquals("a", call("substring", "abc", -5, 3));
    assertEquals("", call("substring", "abc", -5, 1));
    assertEquals("", call("substring", "abc", 4, 1));
    assertEquals("", call("substring", "abc", 1, -1));
    assertEquals("Gr", call("left", "Größe", 2));
    assertEquals("ße", call("right", "Größe", 2));
    assertEquals("", call("left", "abc", -1));
    assertEquals(5, call("length", "Größe"));
    assertEquals(7, call("octet_length", "Größe"));
    assertEquals("eßörG", call("reverse", "Größe"));
  }

  @Test
  void casesChange() {
    assertEquals("GRÖSSE", call("upper", "größe"));
    assertEquals("abc1", call("lower", "ABC1"));
    assertEquals("Das Ist Neu", call("initcap", "das IST neu"));
  }

  @Test
  void spacesOrGivenCharactersAreTrimmed() {
    assertEquals("a b", call("trim", "  a b "));
    assertEquals("a ", call("ltrim", "  a "));
    assertEquals("  a", call("rtrim", "  a "));
    assertEquals("\ta", call("trim", "\ta "));
    assertEquals("a", call("trim", "xy", "yxaxy"));
    assertEquals("a", call("btrim", "xyaxy", "yx"));
    assertEquals("ä", call("btrim", "öäö", "ö"));
  }

  @Test
  void likeMatchesWhole() {
    assertEquals(true, call("like", "special requests", "%special%requests%"));
    assertEquals(false, call("like", "requests special", "%special%requests%"));
    assertEquals(true, call("like", "abc", "a_c"));
    assertEquals(true, call("like", "aöc", "a_c"));
    assertEquals(false, call("like", "abc", "ab"));
    assertEquals(true, call("like", "", "%"));
    assertEquals(false, call("like", "aa", "aa%aa"));
    assertEquals(true, call("like", "a%b", "a\\%b"));
    assertEquals(false, call("like", "axb", "a\\%b"));
    assertEquals(true, call("like", "a%b", "a#%b", "#"));
    assertEquals(true, call("like", "xxaybz", "%a_b_"));
    assertEquals(true, call("ilike", "ABC", "a%C"));
    assertThrows(EngineException.class, () -> call("like", "a", "a\\b"));
    assertNull(call("like", null, "a"));
  }

  @Test
  void regularExpressionsAreJavas() {
    assertEquals(true, call("rlike", "abc", "b+"));
    assertEquals("num-num", call("regexp_replace", "100-200", "(\\d+)", "num"));
    assertEquals("100", call("regexp_extract", "100-200", "(\\d+)-(\\d+)", 1));
    assertEquals("200", call("regexp_extract", "100-200", "(\\d+)-(\\d+)", 2));
    assertEquals("", call("regexp_extract", "x", "(\\d+)"));
    assertEquals(
        List.of("100", "300"), call("regexp_extract_all", "100-200, 300-400", "(\\d+)-(\\d+)"));
    assertEquals(2, call("regexp_count", "a1b22", "\\d+"));
    assertThrows(EngineException.class, () -> call("rlike", "a", "("));
    assertThrows(EngineException.class, () -> call("regexp_extract", "a1", "a(\\d)", 2));
  }

  @Test
  void stringsAreSplit() {
    assertEquals(List.of("one", "two", "three", ""), call("split", "oneAtwoBthreeC", "[ABC]"));
    assertEquals(List.of("one", "twoBthreeC"), call("split", "oneAtwoBthreeC", "[ABC]", 2));
    assertEquals("12", call("split_part", "11.12.13", ".", 2));
    assertEquals("13", call("split_part", "11.12.13", ".", -1));
    assertEquals("", call("split_part", "11.12.13", ".", 4));
    assertEquals("www.apache", call("substring_index", "www.apache.org", ".", 2));
    assertEquals("apache.org", call("substring_index", "www.apache.org", ".", -2));
    assertEquals("www.apache.org", call("substring_index", "www.apache.org", ".", 5));
  }

  @Test
  void stringsAreFoundAndReplaced() {
    assertEquals(6, call("instr", "SparkSQL", "SQL"));
    assertEquals(4, call("locate", "bar", "foobarbar"));
    assertEquals(7, call("locate", "bar", "foobarbar", 5));
    assertEquals(0, call("locate", "bar", "foobarbar", 0));
    assertEquals(4, call("locate", "e", "Größe".substring(0, 3) + "e"));
    assertEquals("ABCDEF", call("replace", "ABCabc", "abc", "DEF"));
    assertEquals("ABC", call("replace", "ABCabc", "abc"));
    assertEquals("A1B2C3", call("translate", "AaBbCc", "abc", "123"));
    assertEquals("ABC", call("translate", "AaBbCc", "abc", ""));
    assertEquals(3, call("find_in_set", "ab", "abc,b,ab,c,def"));
    assertEquals(3, call("levenshtein", "kitten", "sitting"));
    assertEquals(true, call("startswith", "Spark", "Sp"));
    assertEquals(true, call("endswith", "Spark", "rk"));
    assertEquals(false, call("contains", "Spark", "x"));
  }

  @Test
  void stringsAreComposed() {
    assertEquals("ab1", call("concat", "a", "b", 1));
    assertNull(call("||", "a", null));
    assertEquals("a,c", call("concat_ws", ",", "a", null, "c"));
    assertEquals("a b c", call("concat_ws", " ", Calls.resolve("array", "a", "b"), "c"));
    assertEquals("??hi", call("lpad", "hi", 4, "?"));
    assertEquals("hi  ", call("rpad", "hi", 4));
    assertEquals("h", call("lpad", "hi", 1, "?"));
    assertEquals("ababa", call("lpad", "", 5, "ab"));
    assertEquals("abab", call("repeat", "ab", 2));
    assertEquals("", call("repeat", "ab", -1));
    assertEquals("Hello World 100 days", call("format_string", "Hello World %d %s", 100, "days"));
    assertEquals("12,332.1235", call("format_number", 12332.123456, 4));
    assertEquals("-1,234,567", call("format_number", -1234567, 0));
  }

  @Test
  void charactersHaveNumbers() {
    assertEquals(50, call("ascii", "234"));
    assertEquals(0, call("ascii", ""));
    assertEquals("A", call("chr", 65));
    assertEquals("", call("chr", -1));
    assertEquals("11", call("hex", 17));
    assertEquals("537061726B2053514C", call("hex", "Spark SQL"));
    assertEquals("U3BhcmsgU1FM", call("base64", "Spark SQL"));
    assertEquals("Spark SQL", call("decode", Calls.resolve("unbase64", "U3BhcmsgU1FM"), "UTF-8"));
  }
}
