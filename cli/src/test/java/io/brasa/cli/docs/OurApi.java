package io.brasa.cli.docs;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds public members of our classes by reflection, as users see them. */
final class OurApi {
  private OurApi() {}

  /** A class or a member of one, and how many distinct lists of parameters it has. */
  record Found(String shown, int overloads) {}

  /** A class by its name in the mapping, which must be there and be public. */
  static Class<?> find(String name) {
    String full =
        name.startsWith("java.") || name.startsWith("io.") ? name : "io.brasa.core." + name;
    try {
      Class<?> found = Class.forName(full, false, OurApi.class.getClassLoader());
      if (!Modifier.isPublic(found.getModifiers()))
        throw new IllegalArgumentException(full + " is not public");
      return found;
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("the mapping names " + full, e);
    }
  }

  static String shown(Class<?> owner) {
    return owner.getName().startsWith("java.")
        ? owner.getName()
        : owner.getName().substring(owner.getPackageName().length() + 1).replace('$', '.');
  }

  /** Public methods of a name, inherited ones included, without bridges; or a public constant. */
  static Optional<Found> member(Class<?> owner, String name) {
    Set<List<Class<?>>> lists = new HashSet<>();
    for (Method method : owner.getMethods()) {
      if (!method.getName().equals(name) || method.isBridge() || method.isSynthetic()) continue;
      lists.add(Arrays.asList(method.getParameterTypes()));
    }
    int count = lists.size();
    if (count == 0) {
      for (Field field : owner.getFields()) if (field.getName().equals(name)) count = 1;
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new Found("`" + shown(owner) + "." + name + "`", count));
  }

  /** What a line of the mapping says is there instead. Fails if it is not. */
  static Found target(String ours, String target) {
    int hash = target.indexOf('#');
    boolean isClass = hash < 0 && (target.indexOf('.') >= 0 || target.indexOf('$') >= 0);
    if (isClass) return new Found("`" + shown(find(target)) + "`", 1);
    Class<?> owner = find(hash < 0 ? ours : target.substring(0, hash));
    String name = target.substring(hash + 1);
    if (name.equals("new"))
      return new Found("`new " + shown(owner) + "`", owner.getConstructors().length);
    return member(owner, name)
        .orElseThrow(() -> new IllegalArgumentException("the mapping names " + owner + "#" + name));
  }
}
