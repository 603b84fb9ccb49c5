package network.clawnet.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.crypto.X25519;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

class SealedMessageTest {
  private static final Hash CHAIN = Hash.sha256(new byte[] {1});
  private static final Hash DEAL = Hash.sha256(new byte[] {2});
  private final SigningKey alice = SigningKey.of(Sha256.digest(new byte[] {3}));
  private final SigningKey bob = SigningKey.of(Sha256.digest(new byte[] {4}));

  @Test
  void readsBackWhatItWroteAndOpensForTheReceiverAlone() {
    Seeds.forAll(
        50,
        random -> {
          byte[] body = new byte[random.nextInt(5_000)];
          random.nextBytes(body);
          Letter letter = new Letter("data", body);
          SealedMessage message =
              SealedMessage.seal(head(), letter, alice, random::nextBytes, CHAIN);

          SealedMessage read = parse(message.toBytes());

          assertThat(read).isEqualTo(message);
          assertThat(read.head()).isEqualTo(head());
          assertThat(read.isAuthentic(CHAIN)).isTrue();
          assertThat(read.isAuthentic(DEAL)).as("another network").isFalse();
          assertThat(read.open(bob)).contains(letter);
          assertThat(read.open(alice)).isEmpty();
        });
  }

  @Test
  void everyChangedBitIsNoticed() throws DecodeException {
    byte[] bytes = sealed(new byte[10]).toBytes();
    for (int i = 0; i < bytes.length * 8; i++) {
      byte[] changed = bytes.clone();
      changed[i / 8] ^= (byte) (1 << i % 8);
      boolean accepted;
      try {
        accepted = SealedMessage.parse(changed).isAuthentic(CHAIN);
      } catch (DecodeException e) {
        accepted = false;
      }
      assertThat(accepted).as("bit " + i).isFalse();
    }
    assertThat(SealedMessage.parse(bytes).isAuthentic(CHAIN)).isTrue();
  }

  @Test
  void theLargestLetterFitsAndNoLargerOneIsRead() throws DecodeException {
    byte[] largest =
        SealedMessage.seal(
                head(),
                new Letter("x".repeat(64), new byte[Letter.MAX_BODY_BYTES]),
                alice,
                new Random(1)::nextBytes,
                CHAIN)
            .toBytes();

    assertThat(largest).hasSize(SealedMessage.MAX_BYTES);
    assertThat(SealedMessage.parse(largest).open(bob)).isPresent();
    assertThatThrownBy(() -> SealedMessage.parse(Arrays.copyOf(largest, largest.length + 1)))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> new Letter("x", new byte[Letter.MAX_BODY_BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Letter("x".repeat(65), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Letter("", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bothHalvesOfAConvertedKeyBelongTogether() {
    Seeds.forAll(
        50,
        random -> {
          byte[] seed = new byte[32];
          random.nextBytes(seed);
          SigningKey key = SigningKey.of(seed);

          assertThat(X25519.publicKey(X25519.secret(seed)))
              .isEqualTo(X25519.publicKey(key.publicKey()));
        });
  }

  @Test
  void whatIsCutOffIsNotRead() {
    byte[] bytes = sealed(new byte[3]).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> SealedMessage.parse(cut)).isInstanceOf(DecodeException.class);
    }
  }

  private SealedMessage sealed(byte[] body) {
    return SealedMessage.seal(
        head(), new Letter("data", body), alice, new Random(1)::nextBytes, CHAIN);
  }

  private SealedMessage.Head head() {
    return new SealedMessage.Head(
        "00112233445566778899aabbccddeeff",
        new Route(new Did(alice.publicKey()), new Did(bob.publicKey())),
        DEAL,
        new Mark(5, 6),
        7);
  }

  private static SealedMessage parse(byte[] bytes) {
    try {
      return SealedMessage.parse(bytes);
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }
}
