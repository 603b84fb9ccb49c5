package network.clawnet.p2p.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import network.clawnet.core.codec.Hex;
import org.junit.jupiter.api.Test;

/** Vectors for Noise_XX_25519_ChaChaPoly_SHA256 of two other implementations. */
class NoiseVectorsTest {
  private record Message(String payload, String ciphertext) {}

  private record Vector(
      String prologue,
      String initStatic,
      String initEphemeral,
      String respStatic,
      String respEphemeral,
      List<Message> messages) {}

  private static final Vector CACOPHONY =
      new Vector(
          "4a6f686e2047616c74",
          "e61ef9919cde45dd5f82166404bd08e38bceb5dfdfded0a34c8df7ed542214d1",
          "893e28b9dc6ca8d611ab664754b8ceb7bac5117349a4439a6b0569da977c464a",
          "4a3acbfdb163dec651dfa3194dece676d437029c62a408b4c5ea9114246e4893",
          "bbdb4cdbd309f1a1f2e1456967fe288cadd6f712d65dc7b7793d5e63da6b375b",
          List.of(
              new Message(
                  "4c756477696720766f6e204d69736573",
                  "ca35def5ae56cec33dc2036731ab14896bc4c75dbb07a61f879f8e3afa4c7944"
                      + "4c756477696720766f6e204d69736573"),
              new Message(
                  "4d757272617920526f746862617264",
                  "95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f144808843"
                      + "81cbad1f276e038c48378ffce2b65285e08d6b68aaa3629a5a8639392490e5b9"
                      + "bd5269c2f1e4f488ed8831161f19b7815528f8982ffe09be9b5c412f8a0db50f"
                      + "8814c7194e83f23dbd8d162c9326ad"),
              new Message(
                  "462e20412e20486179656b",
                  "c7195ffacac1307ff99046f219750fc47693e23c3cb08b89c2af808b444850a8"
                      + "0ae475b9df0f169ae80a89be0865b57f58c9fea0d4ec82a286427402f113e4b6"
                      + "ae769a1d95941d49b25030"),
              new Message(
                  "4361726c204d656e676572",
                  "96763ed773f8e47bb3712f0e29b3060ffc956ffc146cee53d5e1df"),
              new Message(
                  "4a65616e2d426170746973746520536179",
                  "3e40f15f6f3a46ae446b253bf8b1d9ffb6ed9b174d272328ff91a7e2e5c79c07f5"),
              new Message(
                  "457567656e2042f6686d20766f6e2042617765726b",
                  "eb3f3515110702e047a6c9da4478b6ead94873c11c0f2d710ddb3f09fce024b3"
                      + "a58502ae3f")));

  private static final Vector SNOW =
      new Vector(
          "5468657265206973206e6f20726967687420616e642077726f6e672e20546865"
              + "72652773206f6e6c792066756e20616e6420626f72696e672e",
          "dab4be55bd94d644dd4a7e19cf956bb943d0ec2b14f5b94fa4d095401d2ee59a",
          "06382acb02bb823f8bd44c48b31d73d985162d540e38f86edd24fea02d0ff6e2",
          "899abec47f5fdbc165af6e9b79540dc1f87561a494e86e7cb72b9ff6100be08c",
          "e49eb9324a4d4c090fc939018574e5be3fde515fca0ba14701357084dd9c2cd9",
          List.of(
              new Message(
                  "acdcb64d3e73672d8aaefbaf9837d3e5900989081c653a6d7c65033002427ac3",
                  "27ad4035b31f8e7a1782a2627aa5dedb7b855542cce2a4be40982c151606f77c"
                      + "acdcb64d3e73672d8aaefbaf9837d3e5900989081c653a6d7c65033002427ac3"),
              new Message(
                  "ca9d4a467552befa1a173c0683d3f9f98067be5c09ac7b9e98af2df186a5ba42",
                  "9bdcb63322dd83aada19cf3b6efd6d37efbc016d9ac0d3657b24669f27a86972"
                      + "363a0124a9876858dd41790463c85b4f4232ec234a84fc7c27239c962287da1b"
                      + "0d9f2a6240059fa23d8465ce72b308a505b88673953a0dae230f4f1b95725fef"
                      + "de6a47b08ab66ff36dcaccc4634b204128340f0bad4d5500ce4c314b97a8c87d"),
              new Message(
                  "4e04af6fda545c2b76e0e1146e9b2bdb3d5b469ec31bfde34a79d52224a65f2d",
                  "af67c1f4fef00fdd8432b05897091e8c88ebffe1d3450762fb504941699a1888"
                      + "55d7ca26d16ac0120f8a6048ccd26f08ce74c74a86c4e6031593b44e9328775b"
                      + "842ab7ddffed63909c0af61c33a0f2aa5af926a4dedaff35f806ceb8e45dfcab")));

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static XxPattern pattern(Vector vector, String staticKey, String ephemeral) {
    return new XxPattern(
        hex(vector.prologue()), KeyPair.of(hex(staticKey)), KeyPair.of(hex(ephemeral)));
  }

  @Test
  void everyMessageIsThatOfCacophony() throws HandshakeException {
    XxPattern initiator = replay(CACOPHONY);

    assertThat(Hex.encode(initiator.hash()))
        .isEqualTo("c8e5f64e846193be2a834104c2a009868d6c9f3bd3c186299888b488b2f1f58e");
  }

  @Test
  void everyMessageIsThatOfSnow() throws HandshakeException {
    XxPattern initiator = replay(SNOW);

    assertThat(initiator.remoteStatic()).isEqualTo(KeyPair.of(hex(SNOW.respStatic())).publicKey());
  }

  private static XxPattern replay(Vector vector) throws HandshakeException {
    XxPattern initiator = pattern(vector, vector.initStatic(), vector.initEphemeral());
    XxPattern responder = pattern(vector, vector.respStatic(), vector.respEphemeral());
    byte[][] plain = vector.messages().stream().map(it -> hex(it.payload())).toArray(byte[][]::new);
    byte[][] sealed =
        vector.messages().stream().map(it -> hex(it.ciphertext())).toArray(byte[][]::new);

    assertThat(initiator.writeFirst(plain[0])).isEqualTo(sealed[0]);
    assertThat(responder.readFirst(sealed[0])).isEqualTo(plain[0]);
    assertThat(responder.writeSecond(plain[1])).isEqualTo(sealed[1]);
    assertThat(initiator.readSecond(sealed[1])).isEqualTo(plain[1]);
    assertThat(initiator.writeThird(plain[2])).isEqualTo(sealed[2]);
    assertThat(responder.readThird(sealed[2])).isEqualTo(plain[2]);
    assertThat(responder.hash()).isEqualTo(initiator.hash());

    NoiseCipher[] ofInitiator = initiator.split();
    NoiseCipher[] ofResponder = responder.split();
    for (int i = 3; i < plain.length; i++) {
      int direction = i % 2 == 1 ? 1 : 0; // the fourth message is the responder's
      NoiseCipher sender = direction == 0 ? ofInitiator[0] : ofResponder[1];
      NoiseCipher receiver = direction == 0 ? ofResponder[0] : ofInitiator[1];
      ByteBuffer frame = ByteBuffer.allocate(2 + sealed[i].length);
      sender.sealFrame(ByteBuffer.wrap(plain[i]), frame);
      assertThat(Arrays.copyOfRange(frame.array(), 2, frame.capacity())).isEqualTo(sealed[i]);
      ByteBuffer opened = ByteBuffer.allocate(plain[i].length);
      assertThat(receiver.openFrame(frame.flip().position(2), opened)).isTrue();
      assertThat(opened.array()).isEqualTo(plain[i]);
    }
    return initiator;
  }
}
