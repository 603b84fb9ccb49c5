package network.clawnet.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has used so far, as Linux tells it. */
public final class ProcessUse {
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  private final Path directory;

  private ProcessUse(Path directory) {
    this.directory = directory;
  }

  /** Looks at a process. */
  public static ProcessUse of(Process process) {
    return new ProcessUse(Path.of("/proc", Long.toString(process.pid())));
  }

  /** Returns its processor time of all threads, seconds. */
  public double cpuSeconds() throws IOException {
    String stat = Files.readString(directory.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
        / TICKS_PER_SECOND;
  }

  /** Returns the most memory that it ever had resident, MiB. */
  public long peakMib() throws IOException {
    return field("status", "VmHWM:") / 1_024;
  }

  /** Returns the bytes that it has caused to be written to the device. */
  public long deviceBytes() throws IOException {
    return field("io", "write_bytes:");
  }

  private long field(String file, String name) throws IOException {
    for (String line : Files.readAllLines(directory.resolve(file))) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no " + name + " in " + directory);
  }
}
