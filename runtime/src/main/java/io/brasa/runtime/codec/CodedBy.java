package io.brasa.runtime.codec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the hand-written form of a final class. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CodedBy {
  /** Made once per codec, by its public constructor without parameters. */
  Class<? extends ValueForm<?>> value();
}
