package io.brasa.sql;

import io.brasa.runtime.storage.Storages.Located;
import io.brasa.runtime.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;

/** The folder of a table whose files are others' too. */
record ExternalFolders(BrasaSession session, String location) {
  private Located place() {
    return session.execution().assembly().storages().resolve(location);
  }

  /** The files in folders {@code k=v}, by their paths within the folder. */
  List<String> files() {
    Located place = place();
    List<String> files = new ArrayList<>();
    if (place.storage().status(place.path()).filter(StoredFile::isFolder).isPresent())
      walk(place, place.path(), files);
    return files;
  }

  private static void walk(Located place, String folder, List<String> files) {
    for (StoredFile each : place.storage().list(folder)) {
      String name = each.path().substring(each.path().lastIndexOf('/') + 1);
      if (name.startsWith(".") || name.startsWith("_") && name.indexOf('=') < 0) continue;
      if (each.isFolder()) walk(place, each.path(), files);
      else files.add(each.path().substring(place.path().length() + 1));
    }
  }
}
