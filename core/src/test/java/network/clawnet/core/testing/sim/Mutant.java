package network.clawnet.core.testing.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import org.jspecify.annotations.NullMarked;

/**
 * A seeded bug in a rule: one piece of a source file replaced by another, compiled in memory, and
 * the simulator run on it. So no production class needs a switch for it.
 *
 * @param seed of a schedule that caught it; tried first
 * @param file below {@code core/src/main/java/network/clawnet/core}
 * @param from text that is in the file exactly once
 */
record Mutant(long seed, String name, String file, String from, String to) {
  private static final String ROOT = "network.clawnet.core.";
  private static final Path SOURCES = Path.of("src/main/java/network/clawnet/core");

  @Override
  public String toString() {
    return name;
  }

  /** Returns the simulator over the mutated code. */
  ClassLoader load() throws IOException {
    Path path = SOURCES.resolve(file);
    String source = Files.readString(path).replace("\r\n", "\n");
    int at = source.indexOf(from);
    if (at < 0 || source.indexOf(from, at + 1) >= 0) {
      throw new IllegalArgumentException(name + ": the text to replace is not there exactly once");
    }
    String mutated = source.substring(0, at) + to + source.substring(at + from.length());
    return new Loader(compile(path.toUri(), mutated));
  }

  private Map<String, byte[]> compile(URI uri, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> classes = new HashMap<>();
    JavaFileObject unit =
        new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    String classPath = path(place(ConsensusCore.class)) + ":" + path(place(NullMarked.class));
    try (JavaFileManager files = new Memory(compiler, classes)) {
      List<String> options = List.of("-nowarn", "-proc:none", "--release", "17", "-cp", classPath);
      if (!compiler.getTask(null, files, null, options, null, List.of(unit)).call()) {
        throw new IllegalArgumentException(name + " does not compile");
      }
    }
    Map<String, byte[]> bytes = new HashMap<>();
    classes.forEach((className, out) -> bytes.put(className, out.toByteArray()));
    return bytes;
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static String path(URL url) {
    return Path.of(URI.create(url.toString())).toString();
  }

  /** Keeps compiled classes in memory. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes;

    Memory(JavaCompiler compiler, Map<String, ByteArrayOutputStream> classes) {
      super(compiler.getStandardFileManager(null, null, null));
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(className, it -> new ByteArrayOutputStream());
        }
      };
    }
  }

  /** Loads all of core again, the mutated classes instead of the real ones. */
  private static final class Loader extends URLClassLoader {
    private final Map<String, byte[]> mutated;

    Loader(Map<String, byte[]> mutated) {
      super(
          new URL[] {place(ConsensusCore.class), place(Mutant.class)},
          Mutant.class.getClassLoader());
      this.mutated = mutated;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(ROOT)) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name); // one thread loads
      if (loaded != null) {
        return loaded;
      }
      byte[] bytes = mutated.get(name);
      return bytes == null ? findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }
  }
}
