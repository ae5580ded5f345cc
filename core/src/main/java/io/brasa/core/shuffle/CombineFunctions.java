package io.brasa.core.shuffle;

import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;

/**
 * The user's functions as one side of a shuffle calls them.
 *
 * @param create a combiner of a first value; null when values are combiners
 * @param update of a combiner and a further value, or combiner
 */
record CombineFunctions(
    Function<Object, Object> create, Function2<Object, Object, Object> update) {}
