package network.clawnet.core.config;

import java.nio.file.Path;

/**
 * What the node writes down about itself.
 *
 * @param file the log file, absolute
 * @param maxFileMib size in MiB at which a new file is begun, 1 to 1024
 * @param keepFiles how many older files stay, 1 to 100
 */
public record LoggingSection(Level level, Path file, Format format, int maxFileMib, int keepFiles) {
  /** How much is written. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  /** How a line looks. */
  public enum Format {
    TEXT,
    JSON
  }

  static final int MAX_FILE_MIB = 1024;
  static final int MAX_KEEP_FILES = 100;

  public LoggingSection {
    if (!file.isAbsolute()) {
      throw new IllegalArgumentException("logging.file must be absolute: " + file);
    }
    Values.checkRange(maxFileMib, 1, MAX_FILE_MIB);
    Values.checkRange(keepFiles, 1, MAX_KEEP_FILES);
  }
}
