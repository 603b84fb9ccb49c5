package network.clawnet.core.journal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import network.clawnet.core.journal.JournalDisk.Piece;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalDiskTest {
  private static final int BYTES = 3 << 20;
  private static final String NAME = "0000000001.seg";

  @TempDir private Path directory;
  private FileJournalDisk disk;

  @BeforeEach
  void open() throws IOException {
    disk = new FileJournalDisk(directory.resolve("journal"));
  }

  @Test
  void createsAFileOfZerosWithThePieces() throws IOException {
    disk.create(NAME, BYTES, List.of(piece(0, "head"), piece(BYTES - 4, "tail")));

    byte[] bytes = reopened().read(NAME);

    assertThat(bytes).hasSize(BYTES);
    assertThat(new String(bytes, 0, 5, StandardCharsets.UTF_8)).isEqualTo("head\0");
    assertThat(new String(bytes, BYTES - 4, 4, StandardCharsets.UTF_8)).isEqualTo("tail");
  }

  @Test
  void overwritesInPlace() throws IOException {
    disk.create(NAME, BYTES, List.of());
    disk.write(NAME, piece(1 << 20, "x".repeat(1 << 20)));
    disk.sync(NAME);

    byte[] bytes = reopened().read(NAME);

    assertThat(bytes).hasSize(BYTES);
    assertThat(bytes[(1 << 20) - 1]).isZero();
    assertThat(bytes[1 << 20]).isEqualTo((byte) 'x');
    assertThat(bytes[(2 << 20) - 1]).isEqualTo((byte) 'x');
    assertThat(bytes[2 << 20]).isZero();
  }

  @Test
  void neverMakesAFileLonger() throws IOException {
    disk.create(NAME, BYTES, List.of());

    assertThatThrownBy(() -> disk.write(NAME, piece(BYTES - 3, "four")))
        .isInstanceOf(IOException.class);
    assertThat(disk.size(NAME)).isEqualTo(BYTES);
  }

  @Test
  void listsWholeSegmentsOnly() throws IOException {
    disk.create("0000000002.seg", BYTES, List.of());
    disk.create(NAME, BYTES, List.of());
    Files.writeString(directory.resolve("journal/next.tmp"), "half a segment");
    Files.writeString(directory.resolve("journal/notes.txt"), "mine");

    assertThat(reopened().list()).containsExactly(NAME, "0000000002.seg");
    assertThat(directory.resolve("journal/next.tmp")).doesNotExist();
  }

  @Test
  void deletesASegment() throws IOException {
    disk.create(NAME, BYTES, List.of());

    disk.delete(NAME);

    assertThat(disk.list()).isEmpty();
    assertThatThrownBy(() -> disk.read(NAME)).isInstanceOf(IOException.class);
  }

  private FileJournalDisk reopened() throws IOException {
    disk.close();
    disk = new FileJournalDisk(directory.resolve("journal"));
    return disk;
  }

  private static Piece piece(int offset, String text) {
    return new Piece(offset, text.getBytes(StandardCharsets.UTF_8));
  }
}
