package io.brasa.runtime.codec;

import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One way of working on the fields of a struct: by method handles, or by generated code. The parts have the types of the
 * JDK because generated code lives among the user's classes, where nothing of this package but its public types is seen.
 */
record StructForm(
    BiConsumer<Object, Encoder> encode,
    Function<Decoder, Object> decode,
    ToIntFunction<Object> hash,
    BiPredicate<Object, Object> equal) {}
