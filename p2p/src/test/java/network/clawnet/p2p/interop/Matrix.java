package network.clawnet.p2p.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/**
 * What worked with whom, over all tests of one test process. Printed, and written to {@code
 * target/interop-matrix-N.md} with the number of the process, when its last test has ended. Any
 * thread.
 */
final class Matrix implements AutoCloseable {
  private static final String ABSENT = "–";

  private final Map<String, Map<String, String>> rows = new TreeMap<>();
  private final Set<String> columns = new LinkedHashSet<>();

  /** Runs a check that returns a figure for its cell; a check that fails leaves its mark there. */
  void check(String row, String column, Supplier<String> check) {
    put(row, column, "FAILED");
    try {
      put(row, column, "ok " + check.get());
    } catch (TestAbortedException e) {
      put(row, column, "skipped");
      throw e;
    }
  }

  private synchronized void put(String row, String column, String cell) {
    columns.add(column);
    rows.computeIfAbsent(row, name -> new LinkedHashMap<>()).put(column, cell.strip());
  }

  private synchronized String table() {
    StringBuilder text = new StringBuilder("| |");
    columns.forEach(column -> text.append(' ').append(column).append(" |"));
    text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    rows.forEach(
        (row, cells) -> {
          text.append("| ").append(row).append(" |");
          columns.forEach(
              column -> text.append(' ').append(cells.getOrDefault(column, ABSENT)).append(" |"));
          text.append('\n');
        });
    return text.toString();
  }

  @Override
  public void close() {
    String table = table();
    System.out.println("interop matrix\n" + table);
    try {
      String process = System.getProperty("surefire.forkNumber", "1");
      Path file = Path.of("target", "interop-matrix-" + process + ".md");
      Files.createDirectories(file.getParent());
      Files.writeString(file, table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
