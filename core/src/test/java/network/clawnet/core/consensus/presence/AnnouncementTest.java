package network.clawnet.core.consensus.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

final class AnnouncementTest {
  private static final Hash CHAIN = Hash.sha256(new byte[] {1});
  private static final SigningKey KEY = key("validator");
  private static final SigningKey OTHER = key("other");

  private static SigningKey key(String name) {
    return SigningKey.of(Hash.sha256(name.getBytes(StandardCharsets.UTF_8)).bytes());
  }

  private static Announcement at(long seq, String... addresses) {
    return new Announcement(KEY.publicKey(), seq, PeerId.of(OTHER.publicKey()), List.of(addresses));
  }

  private static AnnouncementBook book(SigningKey... expected) {
    AnnouncementBook book = new AnnouncementBook(CHAIN, Ed25519::verify);
    book.expect(Set.copyOf(List.of(expected).stream().map(SigningKey::publicKey).toList()));
    return book;
  }

  @Test
  void isReadAsItWasWrittenAtBothEndsOfItsSizes() throws DecodeException {
    String longest = "a".repeat(Announcement.MAX_ADDRESS_BYTES);
    Announcement large =
        new Announcement(
            KEY.publicKey(),
            Long.MAX_VALUE,
            PeerId.of(OTHER.publicKey()),
            Collections.nCopies(Announcement.MAX_ADDRESSES, longest));
    for (Announcement each : List.of(at(0, "/ip4/127.0.0.1/tcp/1"), large)) {
      byte[] wire = each.sign(KEY, CHAIN);
      assertThat(wire.length).isLessThanOrEqualTo(Announcement.MAX_BYTES);
      assertThat(Announcement.read(wire)).isEqualTo(each);
      assertThat(Announcement.holds(wire, CHAIN, Ed25519::verify)).isTrue();
    }
  }

  @Test
  void anAddressTooLongOrNoneAreRefused() {
    String tooLong = "a".repeat(Announcement.MAX_ADDRESS_BYTES + 1);
    assertThatThrownBy(() -> Announcement.read(at(1, tooLong).sign(KEY, CHAIN)))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> at(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Announcement.read(new byte[Announcement.MAX_BYTES + 1]))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void theNewestOfAnExpectedValidatorCounts() {
    AnnouncementBook book = book(KEY);

    assertThat(book.judge(at(5, "/a").sign(KEY, CHAIN))).isEqualTo(Judgement.ACCEPT);
    assertThat(book.judge(at(5, "/b").sign(KEY, CHAIN))).isEqualTo(Judgement.IGNORE);
    assertThat(book.judge(at(4, "/b").sign(KEY, CHAIN))).isEqualTo(Judgement.IGNORE);
    assertThat(book.judge(at(6, "/c").sign(KEY, CHAIN))).isEqualTo(Judgement.ACCEPT);
    assertThat(book.find(KEY.publicKey())).contains(at(6, "/c"));
  }

  @Test
  void whoIsNotExpectedIsIgnoredAndForgotten() {
    AnnouncementBook book = book(OTHER);
    assertThat(book.judge(at(5, "/a").sign(KEY, CHAIN))).isEqualTo(Judgement.IGNORE);

    AnnouncementBook left = book(KEY);
    left.judge(at(5, "/a").sign(KEY, CHAIN));
    left.expect(Set.of(OTHER.publicKey()));
    assertThat(left.find(KEY.publicKey())).isEmpty();
  }

  @Test
  void anotherKeyOrAnotherChainDoesNotHold() {
    assertThat(book(KEY).judge(at(5, "/a").sign(OTHER, CHAIN))).isEqualTo(Judgement.REJECT);
    assertThat(book(KEY).judge(at(5, "/a").sign(KEY, Hash.ZERO))).isEqualTo(Judgement.REJECT);
  }

  @Test
  void noChangedByteIsAccepted() {
    Seeds.forAll(
        200,
        random -> {
          byte[] wire = at(5, "/ip4/127.0.0.1/tcp/9600").sign(KEY, CHAIN);
          wire[random.nextInt(wire.length)] ^= (byte) (1 + random.nextInt(255));
          assertThat(book(KEY).judge(wire)).isNotEqualTo(Judgement.ACCEPT);
        });
  }
}
