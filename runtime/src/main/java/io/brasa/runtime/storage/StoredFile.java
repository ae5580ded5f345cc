package io.brasa.runtime.storage;

/** A file or folder as listed. @param sizeBytes zero for folders */
public record StoredFile(String path, boolean isFolder, long sizeBytes, long modifiedMillis) {}
