package network.clawnet.core.crypto;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id version 1.3 of RFC 9106: makes every guess of a passphrase cost time and memory. */
public final class Argon2id {
  /** Size of a salt in bytes. */
  public static final int SALT_BYTES = 16;

  private Argon2id() {}

  /**
   * Returns a key for {@link Aead}; the caller zeroes it. Blocks for the time that the cost says.
   *
   * @param salt {@link #SALT_BYTES} random bytes
   */
  public static byte[] key(byte[] passphrase, byte[] salt, Argon2Cost cost) {
    return derive(passphrase, salt, cost, new byte[0], new byte[0]);
  }

  static byte[] derive(
      byte[] passphrase, byte[] salt, Argon2Cost cost, byte[] secret, byte[] associated) {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .withSecret(secret)
            .withAdditional(associated)
            .build();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] out = new byte[Aead.KEY_BYTES];
    generator.generateBytes(passphrase, out);
    parameters.clear();
    return out;
  }
}
