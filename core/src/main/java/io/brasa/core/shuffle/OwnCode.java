package io.brasa.core.shuffle;

import io.brasa.core.block.PlainForm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Tables that have the code for the user's function to themselves.
 *
 * <p>A call that has met functions of many classes is compiled as a call, and the numbers that pass
 * it become objects. So the class {@link PlainCombiner} is defined again, as a hidden class, for
 * each class of function: the copy's call has met one. The copy is held by the function's class and
 * is unloaded with it; later tasks, jobs and iterations that use the function find it compiled.
 * Defining costs about a third of a millisecond and starts in the interpreter, so it is not done
 * before a task has seen {@link #WORTHWHILE_ROWS}.
 */
final class OwnCode {
  static final int WORTHWHILE_ROWS = 1 << 16;

  private static final ClassValue<OwnCode> BY_FUNCTION =
      new ClassValue<>() {
        @Override
        protected OwnCode computeValue(Class<?> function) {
          return new OwnCode();
        }
      };

  /** Null until it was worthwhile for somebody. Two threads may each define a copy; one stays. */
  private volatile MethodHandle constructor;

  private OwnCode() {}

  /** A new table: by the function's own code where that exists. */
  static PlainTable table(
      PlainForm keys, PlainForm numbers, long salt, CombineFunctions functions) {
    MethodHandle own = BY_FUNCTION.get(functions.update().getClass()).constructor;
    return own == null
        ? new PlainCombiner(keys, numbers, salt, functions)
        : construct(own, keys, numbers, salt, functions);
  }

  /** The same table by the function's own code, which is made if need be. */
  static PlainTable specialised(PlainTable table, CombineFunctions functions) {
    if (!(table instanceof PlainCombiner)) return table;
    OwnCode code = BY_FUNCTION.get(functions.update().getClass());
    MethodHandle own = code.constructor;
    if (own == null) code.constructor = own = define();
    return table.movedTo(construct(own, table.keys, table.numbers, table.salt, functions));
  }

  private static PlainTable construct(
      MethodHandle own, PlainForm keys, PlainForm numbers, long salt, CombineFunctions functions) {
    try {
      return (PlainTable) own.invokeExact(keys, numbers, salt, functions);
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
  }

  private static MethodHandle define() {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodType arguments =
        MethodType.methodType(
            void.class, PlainForm.class, PlainForm.class, long.class, CombineFunctions.class);
    try (InputStream in = OwnCode.class.getResourceAsStream("PlainCombiner.class")) {
      if (in == null) throw new IllegalStateException("PlainCombiner.class is not a resource");
      MethodHandles.Lookup copy = lookup.defineHiddenClass(in.readAllBytes(), false);
      return copy.findConstructor(copy.lookupClass(), arguments)
          .asType(arguments.changeReturnType(PlainTable.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
