package network.clawnet.wallet.keystore;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Argon2Cost;
import network.clawnet.core.crypto.Argon2id;
import network.clawnet.core.crypto.Entropy;

/**
 * How a passphrase becomes the key of a file. All files of one wallet share it, so that opening
 * them all costs one derivation.
 *
 * @param salt hex of 16 random bytes
 */
record KeyDerivation(Argon2Cost cost, String salt) {
  private static final String NAME = "argon2id";

  static KeyDerivation fresh(Argon2Cost cost, Entropy entropy) {
    return new KeyDerivation(cost, Hex.encode(entropy.bytes(Argon2id.SALT_BYTES)));
  }

  static KeyDerivation decode(Json.Obj json) throws DecodeException {
    JsonFields fields = new JsonFields(json);
    if (!fields.text("name", 32).equals(NAME)) {
      throw new DecodeException("unknown key derivation");
    }
    long memory = fields.integer("memoryKib", 0, Json.Num.MAX);
    long passes = fields.integer("passes", 0, Json.Num.MAX);
    long lanes = fields.integer("lanes", 0, Json.Num.MAX);
    if (!Argon2Cost.inRange(memory, passes, lanes)) {
      throw new DecodeException("the cost of the key derivation is out of range");
    }
    String salt = fields.text("salt", 2 * Argon2id.SALT_BYTES);
    Hex.decode(salt, Argon2id.SALT_BYTES);
    return new KeyDerivation(new Argon2Cost((int) memory, (int) passes, (int) lanes), salt);
  }

  Json.Obj encode() {
    return Json.object()
        .put("name", NAME)
        .put("memoryKib", cost.memoryKib())
        .put("passes", cost.passes())
        .put("lanes", cost.lanes())
        .put("salt", salt)
        .build();
  }

  /** Returns the AES-256 key; blocks for the cost, and the caller zeroes it. */
  byte[] key(Passphrase passphrase) {
    try {
      return Argon2id.key(passphrase.bytes(), Hex.decode(salt, Argon2id.SALT_BYTES), cost);
    } catch (DecodeException e) {
      throw new IllegalStateException("the salt was checked when it was read", e);
    }
  }
}
