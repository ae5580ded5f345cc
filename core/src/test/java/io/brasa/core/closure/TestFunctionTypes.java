package io.brasa.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.core.function.Pair;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestFunctionTypes {
  record Person(String name, int age, List<String> friends) {}

  private static String result(Object function) {
    return FunctionTypes.result(function).map(Object::toString).orElse("unknown");
  }

  private static <T, R> String of(Function<T, R> function) {
    return result(function);
  }

  @Test
  void lambdasTellTheirClass() {
    assertEquals("class java.lang.String", of((Person p) -> p.name()));
    assertEquals("class java.lang.Integer", of((Person p) -> p.age() + 1));
    assertEquals("class " + Person.class.getName(), of((String s) -> new Person(s, 1, List.of())));
  }

  @Test
  void lambdasDoNotTellTypeArguments() {
    assertEquals("unknown", of((Person p) -> p.friends()));
    assertEquals("unknown", of((Person p) -> Pair.of(p.name(), 1)));
    assertEquals("unknown", of((Person p) -> (Object) p));
    FlatMapFunction<String, String> words = line -> List.of(line.split(" ")).iterator();
    assertEquals("unknown", result(words));
  }

  private static Iterator<String> words(String line) {
    return List.of(line.split(" ")).iterator();
  }

  @Test
  void referencesTellAllOfTheMethodsType() {
    Function<Person, List<String>> friends = Person::friends;
    assertEquals("java.util.List<java.lang.String>", result(friends));
    Function<Person, Integer> age = Person::age;
    assertEquals("int", result(age));
    FlatMapFunction<String, String> words = TestFunctionTypes::words;
    assertEquals("java.util.Iterator<java.lang.String>", result(words));
    Function<String, StringBuilder> made = StringBuilder::new;
    assertEquals("class java.lang.StringBuilder", result(made));
  }

  @Test
  void referencesToNarrowerMethodsTellWhatWasAskedFor() {
    Function<Person, Comparable<?>> name = Person::name;
    assertEquals("unknown", result(name));
    Function<Person, CharSequence> text = Person::name;
    assertEquals("interface java.lang.CharSequence", result(text));
  }

  /** A function as a class of its own. */
  static final class Named implements Function<Person, Optional<Integer>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Optional<Integer> call(Person person) {
      return Optional.of(person.age());
    }
  }

  static final class Open<T> implements Function<T, List<T>> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<T> call(T value) {
      return List.of(value);
    }
  }

  @Test
  void classesTellTheirMethodsType() {
    assertEquals("java.util.Optional<java.lang.Integer>", result(new Named()));
    assertEquals("unknown", result(new Open<String>()));
    assertEquals(
        "class java.lang.Long",
        result(
            new Function<Person, Long>() {
              @Override
              public Long call(Person person) {
                return 1L;
              }
            }));
  }
}
