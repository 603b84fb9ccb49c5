package network.clawnet.daemon.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this build, as the build wrote it into the jar. */
public final class Version {
  private static final int MAX_BYTES = 128;

  private Version() {}

  /** Returns the version without a leading v. */
  public static String text() {
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IllegalStateException("the build left version.txt out");
      }
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
