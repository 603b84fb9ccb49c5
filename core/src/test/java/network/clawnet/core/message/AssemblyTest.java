package network.clawnet.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.message.Assembly.Step;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

class AssemblyTest {
  private static final long LIMIT = 1 << 20;

  @Test
  void contentOfAnySizeIsWholeAfterItsLastPiece() {
    Seeds.forAll(
        20,
        random -> {
          byte[] content = content(random.nextInt(3 * Piece.MAX_BYTES), random);
          Assembly assembly = new Assembly(Hash.sha256(content), LIMIT);
          ByteArrayOutputStream kept = new ByteArrayOutputStream();
          List<Piece> pieces = Piece.cut(content);

          for (int i = 0; i < pieces.size(); i++) {
            Piece piece = read(pieces.get(i).letter());
            assertThat(piece).isEqualTo(pieces.get(i));
            boolean last = i == pieces.size() - 1;
            assertThat(assembly.take(piece)).isEqualTo(last ? Step.WHOLE : Step.TAKEN);
            kept.writeBytes(piece.bytes());
            if (!last) {
              assertThat(assembly.take(piece)).as("again").isEqualTo(Step.KNOWN);
            }
          }

          assertThat(kept.toByteArray()).isEqualTo(content);
          assertThat(assembly.received()).isEqualTo(content.length).isEqualTo(assembly.total());
        });
  }

  @Test
  void theEdgesOfAPieceAreExact() {
    assertThat(Piece.cut(new byte[0])).hasSize(1);
    assertThat(Piece.cut(new byte[Piece.MAX_BYTES])).hasSize(1);
    assertThat(Piece.cut(new byte[Piece.MAX_BYTES + 1])).hasSize(2);
    assertThat(Piece.cut(new byte[Piece.MAX_BYTES]).get(0).letter().body())
        .hasSize(Letter.MAX_BODY_BYTES);
  }

  @Test
  void piecesAreRegularWhereTheyBeginAtTheirPlacesAndAreFullButForTheLast() {
    Hash hash = Hash.ZERO;
    long size = 2L * Piece.MAX_BYTES;
    byte[] full = new byte[Piece.MAX_BYTES];

    assertThat(Piece.cut(new byte[Piece.MAX_BYTES + 1])).allMatch(Piece::isRegular);
    assertThat(new Piece(hash, size, 0, full).isRegular()).isTrue();
    assertThat(new Piece(hash, size, 0, new byte[Piece.MAX_BYTES - 1]).isRegular()).isFalse();
    assertThat(new Piece(hash, size, 1, full).isRegular()).isFalse();
    assertThat(new Piece(hash, size, size - 1, new byte[1]).isRegular()).isFalse();
  }

  @Test
  void otherContentUnderThePromisedNameIsWrongInTheEnd() {
    Random random = new Random(1);
    byte[] promised = content(Piece.MAX_BYTES + 5, random);
    byte[] other = content(Piece.MAX_BYTES + 5, random);
    Assembly assembly = new Assembly(Hash.sha256(promised), LIMIT);
    List<Piece> pieces = Piece.cut(other);

    assertThat(assembly.take(renamed(pieces.get(0), promised))).isEqualTo(Step.TAKEN);
    assertThat(assembly.take(renamed(pieces.get(1), promised))).isEqualTo(Step.WRONG);
    assertThat(assembly.take(Piece.cut(promised).get(0))).as("it is over").isEqualTo(Step.WRONG);
  }

  @Test
  void otherContentUnderItsOwnNameIsWrongAtOnce() {
    byte[] promised = {1};

    assertThat(new Assembly(Hash.sha256(promised), LIMIT).take(Piece.cut(new byte[] {2}).get(0)))
        .isEqualTo(Step.WRONG);
  }

  @Test
  void aGigabyteIsRefusedByItsFirstPiece() {
    Hash hash = Hash.sha256(new byte[] {1});
    Piece first = new Piece(hash, 1L << 30, 0, new byte[Piece.MAX_BYTES]);
    Piece atLimit = new Piece(hash, LIMIT, 0, new byte[1]);
    Piece overLimit = new Piece(hash, LIMIT + 1, 0, new byte[1]);

    assertThat(new Assembly(hash, LIMIT).take(first)).isEqualTo(Step.TOO_LARGE);
    assertThat(new Assembly(hash, LIMIT).take(atLimit)).isEqualTo(Step.TAKEN);
    assertThat(new Assembly(hash, LIMIT).take(overLimit)).isEqualTo(Step.TOO_LARGE);
  }

  @Test
  void gapsAndChangedSizesAreWrong() {
    Hash hash = Hash.sha256(new byte[] {1});
    Assembly gap = new Assembly(hash, LIMIT);
    assertThat(gap.take(new Piece(hash, 10, 0, new byte[2]))).isEqualTo(Step.TAKEN);
    assertThat(gap.take(new Piece(hash, 10, 3, new byte[2]))).isEqualTo(Step.WRONG);
    Assembly overlap = new Assembly(hash, LIMIT);
    assertThat(overlap.take(new Piece(hash, 10, 0, new byte[2]))).isEqualTo(Step.TAKEN);
    assertThat(overlap.take(new Piece(hash, 10, 1, new byte[2]))).isEqualTo(Step.WRONG);
    Assembly grown = new Assembly(hash, LIMIT);
    assertThat(grown.take(new Piece(hash, 10, 0, new byte[2]))).isEqualTo(Step.TAKEN);
    assertThat(grown.take(new Piece(hash, 11, 2, new byte[2]))).isEqualTo(Step.WRONG);
  }

  @Test
  void aPieceOutsideItsContentIsNotRead() {
    assertThat(read(10, 8, 2).offset()).isEqualTo(8);
    assertThatThrownBy(() -> parse(body(10, 8, 3))).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> parse(body(10, 11, 0))).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> parse(body(10, 5, 0))).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> parse(new byte[47])).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> parse(body(10, Long.MAX_VALUE, 1)))
        .isInstanceOf(DecodeException.class);
  }

  private static Piece read(long total, long offset, int bytes) {
    return read(new Letter(Piece.TYPE, body(total, offset, bytes)));
  }

  private static byte[] body(long total, long offset, int bytes) {
    return new ByteWriter(64)
        .raw(Hash.ZERO.bytes())
        .u64(total)
        .u64(offset)
        .raw(new byte[bytes])
        .toBytes();
  }

  private static Piece renamed(Piece piece, byte[] as) {
    return new Piece(Hash.sha256(as), as.length, piece.offset(), piece.bytes());
  }

  private static Piece parse(byte[] body) throws DecodeException {
    return Piece.parse(body);
  }

  private static Piece read(Letter letter) {
    try {
      return parse(letter.body());
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] content(int size, Random random) {
    byte[] out = new byte[size];
    random.nextBytes(out);
    return out;
  }
}
