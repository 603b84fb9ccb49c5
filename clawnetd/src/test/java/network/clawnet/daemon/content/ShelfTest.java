package network.clawnet.daemon.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Piece;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.TestActor;
import network.clawnet.daemon.app.message.Contents;
import network.clawnet.daemon.app.message.Contents.State;
import network.clawnet.daemon.store.NodeFamilies;
import org.junit.jupiter.api.Test;

class ShelfTest {
  private static final Did ALICE = new TestActor("alice").did();
  private static final Did BOB = new TestActor("bob").did();

  private final Random random = new Random(1);
  private MemoryStore store = new MemoryStore();

  @Test
  void aContentIsWholeAfterItsPiecesThoughTheNodeRestartsBetweenThem() throws IOException {
    byte[] content = content(2 * Piece.MAX_BYTES + 7);
    List<Piece> pieces = Piece.cut(content);
    Shelf shelf = Shelf.open(store);
    assertThat(take(shelf, ALICE, pieces.get(0))).isEqualTo(State.PARTIAL);
    assertThat(take(shelf, ALICE, pieces.get(1))).isEqualTo(State.PARTIAL);

    store = store.crash();
    Shelf after = Shelf.open(store);

    assertThat(take(after, ALICE, pieces.get(0))).as("again").isEqualTo(State.PARTIAL);
    assertThat(take(after, ALICE, pieces.get(2))).isEqualTo(State.WHOLE);
    assertThat(read(after, name(ALICE, content), pieces)).isEqualTo(content);
    assertThat(take(after, ALICE, pieces.get(1))).as("again").isEqualTo(State.WHOLE);
    assertThat(after.find(name(BOB, content))).as("of somebody else").isEmpty();
  }

  @Test
  void nothingIsKeptOfWhatIsWrong() throws IOException {
    byte[] promised = content(Piece.MAX_BYTES + 1);
    Hash hash = Hash.sha256(promised);
    Shelf shelf = Shelf.open(store);
    take(shelf, ALICE, Piece.cut(promised).get(0));

    State end = take(shelf, ALICE, new Piece(hash, promised.length, Piece.MAX_BYTES, new byte[1]));

    assertThat(end).isEqualTo(State.WRONG);
    assertThat(shelf.part(name(ALICE, promised), 0)).isEmpty();
    assertThat(shelf.isEmpty()).isTrue();
    assertThat(take(shelf, ALICE, Piece.cut(promised).get(0))).isEqualTo(State.WRONG);
  }

  @Test
  void aGapAPieceOfAnotherFormAndAGigabyteAreRefused() throws IOException {
    byte[] content = content(3 * Piece.MAX_BYTES);
    List<Piece> pieces = Piece.cut(content);
    Shelf shelf = Shelf.open(store);

    assertThat(take(shelf, ALICE, pieces.get(1))).as("a gap").isEqualTo(State.WRONG);
    assertThat(take(shelf, BOB, new Piece(Hash.sha256(content), content.length, 0, new byte[1])))
        .as("a crumb")
        .isEqualTo(State.WRONG);
    Hash other = Hash.sha256(new byte[] {1});
    Piece tooLarge = new Piece(other, Contents.MAX_BYTES + 1, 0, pieces.get(0).bytes());
    assertThat(take(shelf, ALICE, tooLarge)).isEqualTo(State.TOO_LARGE);
    Piece largest = new Piece(other, Contents.MAX_BYTES, 0, pieces.get(0).bytes());
    assertThat(take(shelf, BOB, largest)).isEqualTo(State.PARTIAL);
  }

  @Test
  void whatIsForgottenLeavesNothing() throws IOException {
    byte[] content = content(Piece.MAX_BYTES + 3);
    Shelf shelf = Shelf.open(store);
    for (Piece piece : Piece.cut(content)) {
      take(shelf, ALICE, piece);
    }
    Shelf.Name name = name(ALICE, content);

    shelf.write(shelf.discard(name, shelf.find(name).orElseThrow()));

    assertThat(shelf.find(name)).isEmpty();
    assertThat(shelf.isEmpty()).isTrue();
    store.scan(
        NodeFamilies.CONTENT,
        new byte[0],
        null,
        (key, value) -> {
          throw new AssertionError("a piece is left");
        });
  }

  private static State take(Shelf shelf, Did owner, Piece piece) throws IOException {
    Shelf.Taken taken = shelf.take(owner, piece);
    assertThat(taken.fits()).isTrue();
    shelf.write(taken.rows());
    return taken.entry().state();
  }

  private static byte[] read(Shelf shelf, Shelf.Name name, List<Piece> pieces) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Piece piece : pieces) {
      out.writeBytes(shelf.part(name, piece.offset()).orElseThrow());
    }
    return out.toByteArray();
  }

  private byte[] content(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Shelf.Name name(Did owner, byte[] content) {
    return new Shelf.Name(owner, Hash.sha256(content));
  }
}
