package network.clawnet.p2p.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Ban;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeerBookTest {
  private static final Multiaddr A = address(1);
  private static final Multiaddr B = address(2);
  private static final Multiaddr C = address(3);

  private final PeerBook book = new PeerBook();

  private static Multiaddr address(int number) {
    try {
      return Multiaddr.parse("/ip4/10.0.0." + number + "/tcp/9527");
    } catch (DecodeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static PeerId peer(int number) {
    byte[] multihash = ByteBuffer.allocate(6).put((byte) 0).put((byte) 4).putInt(number).array();
    try {
      return PeerId.ofMultihash(multihash);
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void putsProvedBeforeSignedBeforeToldBeforeHearsay() {
    book.add(0, peer(1), List.of(A), Source.HEARSAY);
    book.told(0, peer(1), List.of(B));
    book.record(0, peer(1), 1, new byte[] {1}, List.of(C));
    assertThat(book.addresses(1, peer(1))).containsExactly(C, B, A);

    book.add(0, peer(1), List.of(A), Source.PROVED);

    assertThat(book.addresses(1, peer(1))).containsExactly(A, C, B);
  }

  @Test
  void aWorseSourceDoesNotReplaceABetterOne() {
    book.add(0, peer(1), List.of(A), Source.PROVED);
    book.add(0, peer(1), List.of(A), Source.HEARSAY);

    assertThat(book.addresses(Source.HEARSAY.life().toMillis() + 1, peer(1))).containsExactly(A);
  }

  @Test
  void forgetsAnAddressWhenItsTimeIsOver() {
    book.add(0, peer(1), List.of(A), Source.HEARSAY);
    long life = Source.HEARSAY.life().toMillis();

    assertThat(book.addresses(life - 1, peer(1))).containsExactly(A);
    assertThat(book.addresses(life, peer(1))).isEmpty();
  }

  @Test
  void whatAPeerToldBeforeIsReplaced() {
    book.told(0, peer(1), List.of(A, B));
    book.told(1, peer(1), List.of(B));

    assertThat(book.addresses(2, peer(1))).containsExactly(B);
  }

  @Test
  void onlyANewerRecordIsTaken() {
    assertThat(book.record(0, peer(1), 5, new byte[] {5}, List.of(A))).isTrue();
    assertThat(book.record(0, peer(1), 5, new byte[] {6}, List.of(B))).isFalse();
    assertThat(book.record(0, peer(1), 4, new byte[] {4}, List.of(B))).isFalse();
    assertThat(book.record(0, peer(1), -1, new byte[] {7}, List.of(B))).isTrue();

    assertThat(book.record(peer(1))).hasValueSatisfying(it -> assertThat(it).containsExactly(7));
    assertThat(book.addresses(0, peer(1))).containsExactly(B);
  }

  @Test
  void refusesARecordThatIsTooLong() {
    int most = PeerBook.MAX_RECORD_BYTES;

    assertThat(book.record(0, peer(1), 1, new byte[most + 1], List.of(A))).isFalse();
    assertThat(book.record(0, peer(1), 1, new byte[most], List.of(A))).isTrue();
  }

  @Test
  void keepsBoundedlyManyAddressesTheBestOnes() {
    book.add(0, peer(1), List.of(address(200)), Source.OPERATOR);
    List<Multiaddr> many = IntStream.range(0, 100).mapToObj(PeerBookTest::address).toList();
    book.add(0, peer(1), many, Source.HEARSAY);

    assertThat(book.addresses(1, peer(1))).hasSize(PeerBook.MAX_ADDRESSES).startsWith(address(200));
  }

  @Test
  void ofTooManyPeersTheOneNotSeenForLongestGoesButNeverAKeptOne() {
    book.add(0, peer(0), List.of(A), Source.OPERATOR);
    for (int i = 1; i <= PeerBook.MAX_PEERS; i++) {
      book.add(i, peer(i), List.of(A), Source.TOLD);
    }

    assertThat(book.size()).isEqualTo(PeerBook.MAX_PEERS);
    assertThat(book.isKept(peer(0))).isTrue();
    assertThat(book.addresses(0, peer(1))).isEmpty();
    assertThat(book.addresses(0, peer(2))).isNotEmpty();
    assertThat(book.lately(0, 2)).containsExactly(peer(2_000), peer(1_999));
  }

  @Test
  void survivesTheFile(@TempDir Path directory) throws IOException {
    book.add(1_000, peer(1), List.of(A), Source.OPERATOR);
    book.told(2_000, peer(1), List.of(B));
    book.record(2_000, peer(2), -2, new byte[] {1, 2, 3}, List.of(C));
    Ban ban = new Ban(peer(9), Instant.ofEpochMilli(99_000), "lied");
    BookFile file = new BookFile(directory.resolve("peers.json"));
    file.write(BookFile.bytes(3_000, new BookContent(book, List.of(ban))));

    BookFile.Opened opened = file.open(4_000);

    PeerBook read = opened.content().book();
    assertThat(opened.movedAside()).isEmpty();
    assertThat(opened.content().bans()).containsExactly(ban);
    assertThat(read.kept()).containsExactly(peer(1));
    assertThat(read.addresses(4_000, peer(1))).containsExactly(A, B);
    assertThat(read.addresses(4_000, peer(2))).containsExactly(C);
    assertThat(read.record(4_000, peer(2), -3, new byte[] {4}, List.of())).isFalse();
    assertThat(BookFile.bytes(4_000, new BookContent(read, opened.content().bans())))
        .isEqualTo(BookFile.bytes(4_000, new BookContent(book, List.of(ban))));
  }

  @Test
  void startsEmptyWithoutAFile(@TempDir Path directory) throws IOException {
    BookFile.Opened opened = new BookFile(directory.resolve("peers.json")).open(0);

    assertThat(opened.content().book().size()).isZero();
    assertThat(opened.movedAside()).isEmpty();
  }

  @Test
  void movesADamagedFileAside(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("peers.json");
    String[] damaged = {
      "",
      "{",
      "[]",
      "{\"v\":2,\"peers\":[],\"bans\":[]}",
      "{\"v\":1,\"peers\":[7],\"bans\":[]}",
      "{\"v\":1,\"peers\":[{\"id\":\"x\",\"seen\":1,\"addresses\":[]}],\"bans\":[]}"
    };
    for (int i = 0; i < damaged.length; i++) {
      Files.writeString(path, damaged[i]);

      BookFile.Opened opened = new BookFile(path).open(i);

      assertThat(opened.movedAside()).contains(directory.resolve("peers.json.damaged-" + i));
      assertThat(Files.readString(opened.movedAside().orElseThrow(), StandardCharsets.UTF_8))
          .isEqualTo(damaged[i]);
      assertThat(path).doesNotExist();
    }
  }
}
