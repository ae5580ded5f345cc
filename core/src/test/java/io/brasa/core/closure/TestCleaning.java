package io.brasa.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every form in which Java captures outer objects: what is not read stays behind, what is read
 * arrives.
 */
final class TestCleaning {
  private final Closures closures = new Closures();
  private int envelopeBytes;

  /** Not serialisable, as programs are. */
  static class Job {
    final Object connection = new Object();
    final byte[] ballast = new byte[100_000];
    int factor = 3;
    long wide = 5;
    String prefix = "p";

    Function<Integer, Integer> callsWithoutReading() {
      return x -> plusOne(x);
    }

    Function<Integer, Integer> readsField() {
      return x -> x * factor;
    }

    Function<Integer, String> readsThroughMethods() {
      return x -> decorate(String.valueOf(x));
    }

    Function<Integer, Long> branches() {
      return x -> {
        Job self = x > 0 ? this : null;
        if (self == null) return wide;
        long sum = 0;
        for (int i = 0; i < x; i++) {
          try {
            sum += self.wide * (i % 2 == 0 ? self.factor : 1);
          } finally {
            sum += 1;
          }
        }
        return sum;
      };
    }

    Function<Integer, Integer> reference() {
      return this::plusOne;
    }

    Function<Integer, Integer> nested() {
      return x -> {
        Function<Integer, Integer> inner = y -> y * factor;
        try {
          return inner.call(x);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      };
    }

    Function<Integer, Integer> anonymous() {
      return new Function<>() {
        @Override
        public Integer call(Integer x) {
          return x + 1;
        }
      };
    }

    Function<Integer, String> anonymousReadingOuter(String suffix) {
      return new Function<>() {
        @Override
        public String call(Integer x) {
          return prefix + x + suffix;
        }
      };
    }

    Function<Integer, String> local(String suffix) {
      class Local implements Function<Integer, String> {
        private final int own = 7;

        @Override
        public String call(Integer x) {
          return decorate(x + suffix + own);
        }
      }
      return new Local();
    }

    Function<Integer, Function<Integer, Integer>> lambdaInsideAnonymous() {
      return new Function<>() {
        private final int own = 7;

        @Override
        public Function<Integer, Integer> call(Integer x) {
          return y -> x * factor + y * own;
        }
      };
    }

    Function<Integer, Integer> captureOfAnonymous() throws Exception {
      return lambdaInsideAnonymous().call(2);
    }

    FlatMapFunction<Integer, Integer> iteratorMadeInTask() {
      return x ->
          new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
              return next < x;
            }

            @Override
            public Integer next() {
              return next++ * factor;
            }
          };
    }

    FlatMapFunction<Integer, Integer> iteratorWithoutOuter() {
      return x ->
          new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
              return next < x;
            }

            @Override
            public Integer next() {
              return next++;
            }
          };
    }

    Inner inner() {
      return new Inner();
    }

    final class Inner implements Function<Integer, Integer> {
      @Override
      public Integer call(Integer x) {
        return new Deep().twice(x);
      }

      final class Deep {
        int twice(int x) {
          return 2 * x * factor;
        }
      }
    }

    Integer plusOne(Integer x) {
      return x + 1;
    }

    private String decorate(String text) {
      return prefix + text;
    }
  }

  static final class LoudJob extends Job {
    private final String mark = "!";

    @Override
    Integer plusOne(Integer x) {
      return x + mark.length() + super.plusOne(x);
    }
  }

  @SuppressWarnings("unchecked")
  private <T> T copy(T function) throws Exception {
    closures.declare((Serializable) function, new CallSite("map", "Job.java", 12));
    Envelope envelope = closures.seal(function, false);
    envelopeBytes = envelope.bytes().length;
    T copy = (T) closures.open(envelope, getClass().getClassLoader());
    assertNotSame(function, copy);
    assertTrue(envelopeBytes < 3000, "an envelope of " + envelopeBytes + " bytes");
    return copy;
  }

  @Test
  void aLambdaThatReadsNoFieldLeavesItsObjectBehind() throws Exception {
    assertEquals(5, copy(new Job().callsWithoutReading()).call(4));
    assertTrue(envelopeBytes < 1000, "an envelope of " + envelopeBytes + " bytes");
  }

  @Test
  void aLambdaTakesOnlyTheFieldsItReads() throws Exception {
    Job job = new Job();
    job.factor = 11;
    assertEquals(44, copy(job.readsField()).call(4));
  }

  @Test
  void fieldsReadByMethodsItCallsAreTaken() throws Exception {
    assertEquals("p4", copy(new Job().readsThroughMethods()).call(4));
  }

  @Test
  void branchesAndWideValuesAreFollowed() throws Exception {
    Job job = new Job();
    assertEquals(job.branches().call(5), copy(job.branches()).call(5));
  }

  @Test
  void aMethodReferenceIsFollowed() throws Exception {
    assertEquals(5, copy(new Job().reference()).call(4));
  }

  @Test
  void overridingMethodsOfTheRunTimeClassCount() throws Exception {
    assertEquals(10, copy(new LoudJob().reference()).call(4));
    assertEquals(10, copy(new LoudJob().callsWithoutReading()).call(4));
  }

  @Test
  void nestedLambdasCountForTheOuterOne() throws Exception {
    assertEquals(12, copy(new Job().nested()).call(4));
  }

  @Test
  void anonymousClassesLeaveTheirOuterObjectBehind() throws Exception {
    assertEquals(5, copy(new Job().anonymous()).call(4));
    assertTrue(envelopeBytes < 600, "an envelope of " + envelopeBytes + " bytes");
    assertEquals("p4s", copy(new Job().anonymousReadingOuter("s")).call(4));
  }

  @Test
  void localAndInnerClassesAreReduced() throws Exception {
    assertEquals("p4s7", copy(new Job().local("s")).call(4));
    assertEquals(24, copy(new Job().inner()).call(4));
  }

  @Test
  void aLambdaInsideAnAnonymousClassIsReducedThroughBothOuterObjects() throws Exception {
    Job job = new Job();
    assertEquals(job.captureOfAnonymous().call(5), copy(job.captureOfAnonymous()).call(5));
    assertEquals(
        job.lambdaInsideAnonymous().call(2).call(5),
        copy(job.lambdaInsideAnonymous()).call(2).call(5));
  }

  @Test
  void classesInstantiatedByTheLambdaCount() throws Exception {
    Iterator<Integer> values = copy(new Job().iteratorMadeInTask()).call(3);
    values.next();
    assertEquals(3, values.next());
    assertEquals(0, copy(new Job().iteratorWithoutOuter()).call(3).next());
  }

  @Test
  void functionsOfOneGraphShareTheReducedObject() throws Exception {
    Job job = new Job();
    Object[] graph = {job.readsField(), job.readsThroughMethods(), job.anonymousReadingOuter("s")};
    Object[] copy =
        (Object[]) closures.open(closures.seal(graph, false), getClass().getClassLoader());
    @SuppressWarnings("unchecked")
    Function<Integer, String> second = (Function<Integer, String>) copy[1];
    assertEquals("p9", second.call(9));
    @SuppressWarnings("unchecked")
    Function<Integer, Integer> first = (Function<Integer, Integer>) copy[0];
    assertEquals(27, first.call(9));
  }

  @Test
  void capturedFunctionsAreReducedInTurn() throws Exception {
    Job job = new Job();
    Function<Integer, Integer> inner = job.anonymous();
    List<Function<Integer, Integer>> more = new ArrayList<>(List.of(job.readsField(), job.inner()));
    Function<Integer, Integer> function =
        x -> inner.call(x) + more.get(0).call(x) + more.get(1).call(x);
    assertEquals(5 + 12 + 24, copy(function).call(4));
  }

  static final class Circle {
    int factor = 2;
    Function<Integer, Integer> step = x -> x * factor;

    Function<Integer, Integer> function() {
      return x -> step.call(x) + factor;
    }
  }

  @Test
  void functionsAndObjectsMayReferToEachOther() throws Exception {
    assertEquals(8, copy(new Circle().function()).call(3));
  }

  @Test
  void optionalsTravel() throws Exception {
    Optional<List<Integer>> captured = Optional.of(new ArrayList<>(List.of(1, 2)));
    Function<Integer, Integer> function = x -> captured.get().size() + x;
    assertEquals(6, copy(function).call(4));
  }

  static final class Keeping implements Serializable {
    static final List<Keeping> SEEN = new ArrayList<>();
    int read = 1;
    int unread = 2;
    transient int dropped = 3;
    transient Object connection = new Object();
    Map<String, Keeping> register = new HashMap<>();

    Integer plus(Integer x) {
      return x + read;
    }

    Function<Integer, Integer> plusReference() {
      return this::plus;
    }

    Function<Integer, Keeping> returnsIt() {
      return x -> this;
    }

    Function<Integer, Integer> storesIt() {
      return x -> {
        SEEN.add(this);
        return read;
      };
    }

    Function<Integer, Integer> putsIt() {
      return x -> {
        Object[] holder = {null};
        holder[0] = this;
        return ((Keeping) holder[0]).unread;
      };
    }

    Function<Integer, Integer> passesIt() {
      return x -> TestCleaning.unreadOf(() -> this);
    }

    Function<Integer, Integer> throughAnInstance() {
      Keeping me = this;
      return x -> read + me.unread;
    }

    Function<Integer, Integer> viaField() {
      register.put("me", this);
      return x -> register.get("me").unread;
    }

    Function<Integer, Integer> viaStream() {
      return x -> java.util.stream.Stream.of(this).mapToInt(one -> one.unread).sum();
    }

    Function<Integer, Integer> reflection() {
      return x -> {
        try {
          return Keeping.class.getDeclaredField("unread").getInt(this);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      };
    }

    Function<Integer, Integer> readsTransient() {
      return x -> dropped;
    }
  }

  static int unreadOf(java.util.function.Supplier<Keeping> supplier) {
    return supplier.get().unread;
  }

  @Test
  void anEscapedObjectTravelsWhole() throws Exception {
    assertEquals(2, copy(new Keeping().returnsIt()).call(0).unread);
    assertEquals(2, copy(new Keeping().putsIt()).call(0));
    assertEquals(2, copy(new Keeping().passesIt()).call(0));
    assertEquals(3, copy(new Keeping().throughAnInstance()).call(0));
    assertEquals(2, copy(new Keeping().viaField()).call(0));
    assertEquals(2, copy(new Keeping().viaStream()).call(0));
    assertEquals(2, copy(new Keeping().reflection()).call(0));
    Keeping.SEEN.clear();
    copy(new Keeping().storesIt()).call(0);
    assertEquals(2, Keeping.SEEN.getFirst().unread);
  }

  @Test
  void transientFieldsOfSerializableClassesStayBehind() throws Exception {
    assertEquals(0, copy(new Keeping().readsTransient()).call(0));
  }

  static final class WithTransient {
    transient int kept = 3;

    Function<Integer, Integer> function() {
      return x -> x + kept;
    }
  }

  @Test
  void transientMeansNothingWhereTheClassIsNotSerializable() throws Exception {
    assertEquals(7, copy(new WithTransient().function()).call(4));
  }

  @Test
  void aCopyIsASnapshot() throws Exception {
    Job job = new Job();
    Function<Integer, Integer> function = job.readsField();
    closures.declare(function, new CallSite("map", "Job.java", 12));
    job.factor = 10;
    Envelope envelope = closures.seal(function, false);
    job.factor = 20;
    @SuppressWarnings("unchecked")
    Function<Integer, Integer> copy =
        (Function<Integer, Integer>) closures.open(envelope, getClass().getClassLoader());
    assertEquals(40, copy.call(4));
  }

  interface Doubling extends Function<Integer, Integer> {
    default Doubling twice() {
      return x -> call(call(x));
    }
  }

  @Test
  void lambdasThatAreOuterObjectsOfLambdasTravel() throws Exception {
    int step = 3;
    Doubling plain = x -> x + step;
    assertEquals(10, copy(plain.twice()).call(4));
  }

  record Point(int x, int y) implements Serializable {
    Function<Integer, Integer> shift() {
      return by -> x + y + by;
    }
  }

  @Test
  void recordsTravelWhole() throws Exception {
    assertEquals(6, copy(new Point(1, 2).shift()).call(3));
  }

  @Test
  void whatIsNotReadIsEmpty() throws Exception {
    Keeping keeping = new Keeping();
    Function<Integer, Integer> function = keeping.plusReference();
    Object[] content =
        (Object[])
            closures.open(
                closures.seal(new Object[] {function}, false), getClass().getClassLoader());
    Object outer = LambdaContent.of(content[0]).form().getCapturedArg(0);
    assertEquals(1, ((Keeping) outer).read);
    assertEquals(0, ((Keeping) outer).unread);
    assertNull(((Keeping) outer).register);
  }

  @Test
  void aFunctionWithoutCapturesIsReturnedAsItIs() {
    Function<Integer, Integer> function = x -> x + 1;
    assertSame(function, closures.declare(function, new CallSite("map", "Job.java", 12)));
    assertTrue(closures.isShareable(function));
  }
}
