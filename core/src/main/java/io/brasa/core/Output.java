package io.brasa.core;
final class Output { static void save(BrasaContext c, io.brasa.core.lineage.Lineage<?> l, String f, io.brasa.core.closure.CallSite s) {} }
