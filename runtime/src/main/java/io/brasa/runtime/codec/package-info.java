/** Codecs; the format and the rules are described on {@link io.brasa.runtime.codec.Codec}. */
package io.brasa.runtime.codec;
