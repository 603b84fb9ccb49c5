package network.clawnet.core.consensus.epoch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.consensus.vote.VoteSigner;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.Sha256;

/** Stub signatures: a hash of key and message, so that anybody in a test can sign as anybody. */
final class Keys {
  static final Hash CHAIN = Hash.sha256("chain".getBytes(StandardCharsets.US_ASCII));

  static final SignatureCheck CHECK =
      (key, message, signature) -> Arrays.equals(sign(key, message), signature);

  private Keys() {}

  static PublicKey key(int seed) {
    return PublicKey.of(Sha256.digest(new byte[] {(byte) seed, (byte) (seed >> 8)}));
  }

  static VoteSigner signer(PublicKey key) {
    return new VoteSigner() {
      @Override
      public PublicKey publicKey() {
        return key;
      }

      @Override
      public byte[] sign(byte[] message) {
        return Keys.sign(key, message);
      }
    };
  }

  static Vote vote(Ballot ballot, int signer, PublicKey key) {
    return new Vote(ballot, signer, sign(key, ballot.signedBytes(CHAIN)));
  }

  static byte[] sign(PublicKey key, byte[] message) {
    byte[] half = Sha256.digest(key.bytes(), message);
    byte[] whole = new byte[Vote.SIGNATURE_BYTES];
    System.arraycopy(half, 0, whole, 0, half.length);
    System.arraycopy(half, 0, whole, half.length, half.length);
    return whole;
  }
}
