package network.clawnet.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChaChaPolyTest {
  private static final byte[] KEY =
      HexFormat.of().parseHex("1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0");

  /** The JDK, and Conscrypt, which is on the class path of the tests. */
  static Stream<Optional<Provider>> providers() {
    Optional<Provider> conscrypt = ProviderProbe.conscryptProvider();
    assertThat(conscrypt).isPresent();
    return Stream.of(Optional.empty(), conscrypt);
  }

  private static ByteBuffer buffer(boolean direct, int size) {
    return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
  }

  /** RFC 8439, appendix A.5, whose nonce is not a counter: 00000000 0102030405060708. */
  @ParameterizedTest
  @MethodSource("providers")
  void opensTheKnownText(Optional<Provider> provider) {
    ByteBuffer sealed =
        ByteBuffer.wrap(
            HexFormat.of()
                .parseHex(
                    "64a0861575861af460f062c79be643bd5e805cfd345cf389f108670ac76c8cb2"
                        + "4c6cfc18755d43eea09ee94e382d26b0bdb7b73c321b0100d4f03b7f355894cf"
                        + "332f830e710b97ce98c8a84abd0b948114ad176e008d33bd60f982b1ff37c855"
                        + "9797a06ef4f0ef61c186324e2b3506383606907b6a7c02b0f9f6157b53c867e4"
                        + "b9166c767b804d46a59b5216cde7a4e99040c5a40433225ee282a1b0a06c523e"
                        + "af4534d7f83fa1155b0047718cbc546a0d072b04b3564eea1b422273f548271a"
                        + "0bb2316053fa76991955ebd63159434ecebb4e466dae5a1073a6727627097a10"
                        + "49e617d91d361094fa68f0ff77987130305beaba2eda04df997b714d6c6f2c29"
                        + "a6ad5cb4022b02709beead9d67890cbb22392336fea1851f38"));
    ByteBuffer out = ByteBuffer.allocate(265);

    boolean opened =
        new ChaChaPoly(KEY, provider)
            .open(
                0x0807060504030201L,
                HexFormat.of().parseHex("f33388860000000000004e91"),
                sealed,
                out);

    assertThat(opened).isTrue();
    assertThat(new String(out.array(), StandardCharsets.UTF_8))
        .startsWith("Internet-Drafts are draft documents valid for a maximum of six months");
  }

  @Test
  void bothProvidersSealToTheSameBytesFromAnyBufferInPlaceToo() {
    Seeds.forAll(
        100,
        random -> {
          byte[] plain = new byte[random.nextInt(3) == 0 ? 65_519 : random.nextInt(300)];
          random.nextBytes(plain);
          byte[] associated = new byte[random.nextInt(40)];
          long counter = random.nextLong();
          byte[] expected = null;
          for (Optional<Provider> provider : providers().toList()) {
            for (boolean direct : new boolean[] {false, true}) {
              ChaChaPoly cipher = new ChaChaPoly(KEY, provider);
              ByteBuffer apart = buffer(direct, 7 + plain.length + ChaChaPoly.TAG_BYTES);
              cipher.seal(counter, associated, ByteBuffer.wrap(plain), apart.position(7));
              ByteBuffer same = buffer(direct, 7 + plain.length + ChaChaPoly.TAG_BYTES);
              same.position(7).put(plain).flip().position(7);
              new ChaChaPoly(KEY, provider)
                  .seal(counter, associated, same.duplicate(), same.limit(same.capacity()));

              byte[] sealed = bytes(apart.flip().position(7));
              assertThat(bytes(same.flip().position(7))).isEqualTo(sealed);
              expected = expected == null ? sealed : expected;
              assertThat(sealed).isEqualTo(expected);

              ByteBuffer opened = same.position(7).duplicate();
              ChaChaPoly opener = new ChaChaPoly(KEY, provider);
              assertThat(opener.open(counter, associated, same, opened)).isTrue();
              assertThat(bytes(opened.flip().position(7))).isEqualTo(plain);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("providers")
  void refusesEveryChange(Optional<Provider> provider) {
    ByteBuffer sealed = ByteBuffer.allocate(3 + ChaChaPoly.TAG_BYTES);
    new ChaChaPoly(KEY, provider)
        .seal(1, new byte[] {5}, ByteBuffer.wrap(new byte[] {1, 2, 3}), sealed);

    for (int bit = 0; bit < 8 * sealed.capacity(); bit++) {
      byte[] changed = sealed.array().clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(opens(provider, 1, 5, ByteBuffer.wrap(changed))).isFalse();
    }
    assertThat(opens(provider, 2, 5, sealed.flip())).isFalse();
    assertThat(opens(provider, 1, 6, sealed.rewind())).isFalse();
    assertThat(opens(provider, 1, 5, sealed.rewind().limit(18))).isFalse();
    assertThat(opens(provider, 1, 5, sealed.rewind().limit(15))).isFalse();
    assertThat(opens(provider, 1, 5, sealed.clear())).isTrue();
  }

  private static boolean opens(
      Optional<Provider> provider, long counter, int associated, ByteBuffer sealed) {
    return new ChaChaPoly(KEY, provider)
        .open(counter, new byte[] {(byte) associated}, sealed, ByteBuffer.allocate(19));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void neverWritesBeyondTheLimitOfABuffer(Optional<Provider> provider) {
    ChaChaPoly cipher = new ChaChaPoly(KEY, provider);
    ByteBuffer plain = ByteBuffer.allocate(4);
    ByteBuffer narrow = ByteBuffer.allocate(100).limit(19);

    assertThatThrownBy(() -> cipher.seal(1, new byte[0], plain, narrow))
        .isInstanceOf(BufferOverflowException.class);
    cipher.seal(2, new byte[0], plain, narrow.limit(20));
    assertThat(narrow.position()).isEqualTo(20);
    ByteBuffer exact = ByteBuffer.allocate(100).position(50).limit(54);
    ChaChaPoly opener = new ChaChaPoly(KEY, provider);
    assertThat(opener.open(2, new byte[0], narrow.flip(), exact)).isTrue();
    assertThat(exact.position()).isEqualTo(54);
    assertThat(narrow.hasRemaining()).isFalse();
  }

  @Test
  void usesConscryptWhereItLoads() {
    assertThat(new ChaChaPoly(KEY).providerName()).isEqualTo("Conscrypt");
    assertThatThrownBy(() -> new ChaChaPoly(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] out = new byte[buffer.remaining()];
    buffer.get(out);
    return out;
  }
}
