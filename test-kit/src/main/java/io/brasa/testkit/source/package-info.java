/**
 * What the authors of connectors test with: {@link io.brasa.testkit.source.SourceContract} holds
 * for every source, {@link io.brasa.testkit.source.RoundTrip} writes rows made by chance and reads
 * them back. Extend and feed them; needs JUnit.
 */
package io.brasa.testkit.source;
