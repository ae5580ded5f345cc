package io.brasa.core;
import io.brasa.core.lineage.Lineage;
final class Checkpoints { Checkpoints(BrasaContext c) {} void setFolder(String f) {} void requireFolder() {} void saveWanted(Lineage<?> l) {} }
