package network.clawnet.acceptance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds records in the newest segment of a journal by their bytes, to damage them. */
final class JournalFile {
  /** Type byte of a record that holds a block. */
  static final int BLOCK = 4;

  private static final int MAGIC =
      ByteBuffer.wrap("CJr1".getBytes(StandardCharsets.US_ASCII)).getInt();
  private static final int PAYLOAD = 48;

  private final Path file;
  private final ByteBuffer bytes;

  /** One copy of a record. */
  record Copy(long lsn, int type, int at, int length) {}

  JournalFile(Path journal) throws IOException {
    try (var files = Files.list(journal)) {
      file = files.max(Comparator.naturalOrder()).orElseThrow();
    }
    bytes = ByteBuffer.wrap(Files.readAllBytes(file));
  }

  Path file() {
    return file;
  }

  /** Returns both copies of the record with the highest LSN. */
  List<Copy> last() {
    List<Copy> all = copies();
    long highest = all.stream().mapToLong(Copy::lsn).max().orElseThrow();
    return all.stream().filter(it -> it.lsn() == highest).toList();
  }

  /** Returns the newest record that holds a block. */
  Copy lastBlock() {
    return copies().stream()
        .filter(it -> it.type() == BLOCK)
        .max(Comparator.comparingLong(Copy::lsn))
        .orElseThrow();
  }

  /** Flips one bit in the middle of a copy's payload. */
  void flip(Copy copy) throws IOException {
    int at = copy.at() + PAYLOAD + copy.length() / 2;
    bytes.put(at, (byte) (bytes.get(at) ^ 0x40));
    Files.write(file, bytes.array());
  }

  /** Clears the second half of a copy, as if it had never reached the disk. */
  void tear(Copy copy) throws IOException {
    for (int i = copy.length() / 2; i < copy.length(); i++) {
      bytes.put(copy.at() + PAYLOAD + i, (byte) 0);
    }
    Files.write(file, bytes.array());
  }

  private List<Copy> copies() {
    List<Copy> out = new ArrayList<>();
    for (int at = 0; at + PAYLOAD < bytes.capacity(); at += 8) {
      if (bytes.getInt(at) == MAGIC && bytes.getInt(at + 12) == at && bytes.getLong(at + 32) > 0) {
        out.add(new Copy(bytes.getLong(at + 32), bytes.get(at + 47), at, bytes.getInt(at + 8)));
      }
    }
    return out;
  }
}
