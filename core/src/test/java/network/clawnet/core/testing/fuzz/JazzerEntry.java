package network.clawnet.core.testing.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where Jazzer calls in, by name; the system property {@value #PROPERTY} names the target's class.
 * Run as a program it writes the target's samples into a directory, for Jazzer to start from.
 */
public final class JazzerEntry {
  /** Name of the target's class. */
  public static final String PROPERTY = "clawnet.fuzz";

  private JazzerEntry() {}

  /** Attacks once; Jazzer finds it by this name. */
  public static void fuzzerTestOneInput(byte[] input) {
    FuzzRun.once(Chosen.TARGET, input);
  }

  /**
   * Writes the samples.
   *
   * @param args the directory
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    List<byte[]> samples = Chosen.TARGET.samples();
    for (int i = 0; i < samples.size(); i++) {
      Files.write(folder.resolve("sample-" + i), samples.get(i));
    }
  }

  private static final class Chosen {
    static final FuzzTarget TARGET = load(System.getProperty(PROPERTY, ""));
  }

  private static FuzzTarget load(String name) {
    try {
      return Class.forName(name).asSubclass(FuzzTarget.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "-D" + PROPERTY + " must name a public class that implements FuzzTarget", e);
    }
  }
}
