package io.brasa.core;
final class Input { static io.brasa.core.lineage.Source text(io.brasa.runtime.storage.Storages s, String p, int m) { return new io.brasa.core.operation.TextSource(java.util.List.of(new io.brasa.core.text.TextSplit(s.resolve(p).path(), 0, 0, true))); } }
