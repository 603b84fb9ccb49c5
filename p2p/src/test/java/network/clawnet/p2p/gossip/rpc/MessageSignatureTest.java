package network.clawnet.p2p.gossip.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.p2p.peer.HostKey;
import org.junit.jupiter.api.Test;

final class MessageSignatureTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  private static HostKey host(int seed) {
    byte[] bytes = new byte[SigningKey.BYTES];
    Arrays.fill(bytes, (byte) seed);
    return new HostKey(SigningKey.of(bytes));
  }

  private static Message signed() {
    return new MessageAuthor(host(1), 1).sign("t", HELLO);
  }

  @Test
  void signsTheVector() throws DecodeException {
    Message message = signed();

    byte[] signedBytes = message.signedBytes();
    assertThat(new String(signedBytes, 0, 14, StandardCharsets.US_ASCII))
        .isEqualTo("libp2p-pubsub:");
    assertThat(Hex.encode(Arrays.copyOfRange(signedBytes, 14, signedBytes.length)))
        .isEqualTo(
            "0a260024080112208a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c"
                + "120568656c6c6f1a080000000000000001220174");
    assertThat(Hex.encode(message.authorship().signature().orElseThrow()))
        .isEqualTo(
            "427bf853b7b42d30d8859d879ccfa42adfda6f92803b26292d7dec8e77919f27"
                + "72c8a76bf14ae29a0f4d3284975f730dc363ce064e871d6d4bbec89eaec71608");
    assertThat(MessageSignature.holds(RpcDecoder.decode(message.rpc()).messages().get(0))).isTrue();
    assertThat(SigningPolicy.STRICT_SIGN.idOf(message).size()).isEqualTo(46);
  }

  @Test
  void numbersItsMessagesOneByOne() {
    MessageAuthor author = new MessageAuthor(host(1), 255);
    author.sign("t", HELLO);

    assertThat(author.sign("t", HELLO).authorship().sequence().orElseThrow())
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 0);
  }

  @Test
  void noticesAnyChange() {
    Authorship right = signed().authorship();
    byte[] signature = right.signature().orElseThrow().clone();
    signature[5] ^= 1;

    assertThat(MessageSignature.holds(Message.of("t", HELLO, right))).isTrue();
    assertThat(MessageSignature.holds(Message.of("u", HELLO, right))).isFalse();
    assertThat(MessageSignature.holds(Message.of("t", new byte[5], right))).isFalse();
    assertThat(MessageSignature.holds(Message.of("t", HELLO, right.signedWith(signature))))
        .isFalse();
    assertThat(MessageSignature.holds(Message.of("t", HELLO, right.signedWith(new byte[0]))))
        .isFalse();
    Authorship other =
        new Authorship(
            Optional.of(host(2).peerId().multihash()),
            right.sequence(),
            right.signature(),
            Optional.empty());
    assertThat(MessageSignature.holds(Message.of("t", HELLO, other))).isFalse();
  }

  @Test
  void takesAKeyBesideTheSignatureOnlyIfItIsTheAuthors() {
    Authorship right = signed().authorship();
    Authorship own = withKey(right, host(1));
    Authorship foreign = withKey(right, host(2));

    assertThat(MessageSignature.holds(Message.of("t", HELLO, own))).isTrue();
    assertThat(MessageSignature.holds(Message.of("t", HELLO, foreign))).isFalse();
  }

  private static Authorship withKey(Authorship it, HostKey key) {
    return new Authorship(
        it.author(), it.sequence(), it.signature(), Optional.of(key.identity().encode()));
  }

  @Test
  void strictSignWantsAllFields() {
    Authorship full = signed().authorship();
    byte[] seven = new byte[7];

    assertThat(admitsSigned(full)).isTrue();
    assertThat(admitsSigned(Authorship.NONE)).isFalse();
    assertThat(
            admitsSigned(
                new Authorship(full.author(), full.sequence(), Optional.empty(), Optional.empty())))
        .isFalse();
    assertThat(
            admitsSigned(
                new Authorship(
                    Optional.empty(), full.sequence(), full.signature(), Optional.empty())))
        .isFalse();
    assertThat(
            admitsSigned(
                new Authorship(
                    full.author(), Optional.of(seven), full.signature(), Optional.empty())))
        .isFalse();
  }

  private static boolean admitsSigned(Authorship it) {
    return SigningPolicy.STRICT_SIGN.admits(Message.of("t", HELLO, it));
  }

  @Test
  void strictNoSignRefusesAFieldThatIsPresentAndEmpty() {
    Optional<byte[]> empty = Optional.of(new byte[0]);
    Optional<byte[]> none = Optional.empty();

    assertThat(admitsUnsigned(Authorship.NONE)).isTrue();
    assertThat(admitsUnsigned(new Authorship(empty, none, none, none))).isFalse();
    assertThat(admitsUnsigned(new Authorship(none, empty, none, none))).isFalse();
    assertThat(admitsUnsigned(new Authorship(none, none, empty, none))).isFalse();
    assertThat(admitsUnsigned(new Authorship(none, none, none, empty))).isFalse();
  }

  private static boolean admitsUnsigned(Authorship it) {
    return SigningPolicy.STRICT_NO_SIGN.admits(Message.of("t", HELLO, it));
  }

  @Test
  void namesAnUnsignedMessageByItsContentAlone() {
    MessageId id = SigningPolicy.STRICT_NO_SIGN.idOf(Message.anonymous("t", HELLO));

    assertThat(id)
        .hasToString("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
        .isEqualTo(SigningPolicy.STRICT_NO_SIGN.idOf(Message.anonymous("u", HELLO)));
  }
}
