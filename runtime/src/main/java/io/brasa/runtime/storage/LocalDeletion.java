package io.brasa.runtime.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Deletes a tree bottom up. Symbolic links are deleted, never followed; what others delete
 * meanwhile is no error.
 */
final class LocalDeletion extends SimpleFileVisitor<Path> {
  private boolean hasDeleted;

  boolean hasDeleted() {
    return hasDeleted;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    hasDeleted |= Files.deleteIfExists(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
    throw failure;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
    if (failure != null) throw failure;
    hasDeleted |= Files.deleteIfExists(folder);
    return FileVisitResult.CONTINUE;
  }
}
