package network.clawnet.core.testing.sim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.consensus.vote.VoteSigner;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/** Keyed hashes that stand for signatures: fast, and nobody here forges them. */
final class StubKeys implements KeyRing {
  private static final byte[] DOMAIN = "stub".getBytes(StandardCharsets.US_ASCII);

  @Override
  public VoteSigner signer(int index) {
    PublicKey key = PublicKey.of(Hash.sha256(DOMAIN, new byte[] {(byte) index}).bytes());
    return new VoteSigner() {
      @Override
      public PublicKey publicKey() {
        return key;
      }

      @Override
      public byte[] sign(byte[] message) {
        return signature(key, message);
      }
    };
  }

  @Override
  public SignatureCheck check() {
    return (key, message, signature) -> Arrays.equals(signature(key, message), signature);
  }

  private static byte[] signature(PublicKey key, byte[] message) {
    return Arrays.copyOf(Hash.sha256(DOMAIN, key.bytes(), message).bytes(), Vote.SIGNATURE_BYTES);
  }
}
