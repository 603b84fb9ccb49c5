package network.clawnet.core.testing.sim;

import java.util.Arrays;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.consensus.vote.VoteSigner;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;

/** Real Ed25519 keys, for a few seeds. */
final class RealKeys implements KeyRing {
  @Override
  public VoteSigner signer(int index) {
    byte[] seed = new byte[SigningKey.BYTES];
    Arrays.fill(seed, (byte) (index + 1));
    SigningKey key = SigningKey.of(seed);
    return new VoteSigner() {
      @Override
      public PublicKey publicKey() {
        return key.publicKey();
      }

      @Override
      public byte[] sign(byte[] message) {
        return key.sign(message);
      }
    };
  }

  @Override
  public SignatureCheck check() {
    return Ed25519::verify;
  }
}
