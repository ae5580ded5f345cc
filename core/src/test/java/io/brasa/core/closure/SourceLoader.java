package io.brasa.core.closure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a source text in memory and loads its classes, as a program given as a single file is. */
final class SourceLoader extends ClassLoader {
  private final Map<String, byte[]> classes = new HashMap<>();

  SourceLoader(String className, String source) {
    super(SourceLoader.class.getClassLoader());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
    Map<String, ByteArrayOutputStream> written = new HashMap<>();
    JavaFileManager manager =
        new ForwardingJavaFileManager<>(standard) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
              @Override
              public OutputStream openOutputStream() {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                written.put(name, out);
                return out;
              }
            };
          }
        };
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("memory:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignored) {
            return source;
          }
        };
    List<String> options = List.of("-g", "-proc:none", "-classpath", System.getProperty("java.class.path"));
    if (!compiler.getTask(null, manager, null, options, null, List.of(file)).call()) {
      throw new IllegalArgumentException("the source does not compile");
    }
    written.forEach((name, out) -> classes.put(name, out.toByteArray()));
  }

  /** Only these bytes, for a source that has nothing else. */
  Map<String, byte[]> classes() {
    return classes;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) throw new ClassNotFoundException(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public InputStream getResourceAsStream(String path) {
    byte[] bytes = path.endsWith(".class") ? classes.get(path.substring(0, path.length() - 6).replace('/', '.')) : null;
    return bytes == null ? super.getResourceAsStream(path) : new ByteArrayInputStream(bytes);
  }
}
