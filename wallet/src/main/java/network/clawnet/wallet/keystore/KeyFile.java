package network.clawnet.wallet.keystore;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.identity.Did;

/**
 * The two kinds of files of a wallet: {@code seed.json} with the entropy of the words, and one file
 * per account with its signing key.
 */
final class KeyFile {
  static final String FORMAT = "clawnet-key";

  /** Name of the seed's file. */
  static final String SEED = "seed";

  private static final Set<String> MEMBERS =
      Set.of("format", "version", "kind", "kdf", "cipher", "did", "index", "created");
  private static final String CIPHER = "aes-256-gcm";
  private static final String ACCOUNT = "account";

  private KeyFile() {}

  static SealedFile seal(
      AccountEntry entry, KeyDerivation kdf, byte[] key, Entropy entropy, byte[] secret) {
    Json.Builder header =
        header(ACCOUNT, kdf)
            .put("did", entry.did().text())
            .put("created", entry.created().toEpochMilli());
    if (!entry.isImported()) {
      header.put("index", entry.index());
    }
    return SealedFile.seal(FORMAT, header.build(), key, entropy, secret);
  }

  static SealedFile sealSeed(KeyDerivation kdf, byte[] key, Entropy entropy, byte[] secret) {
    return SealedFile.seal(FORMAT, header(SEED, kdf).build(), key, entropy, secret);
  }

  /** Returns the derivation that the header names. */
  static KeyDerivation derivation(SealedFile file, Path path) throws KeyFileException {
    try {
      return KeyDerivation.decode(new JsonFields(file.header()).object("kdf"));
    } catch (DecodeException e) {
      throw SealedFile.damaged(path, String.valueOf(e.getMessage()));
    }
  }

  /** Returns what the header tells of the account. */
  static AccountEntry entry(SealedFile file, Path path) throws KeyFileException {
    try {
      JsonFields fields = fields(file, ACCOUNT);
      OptionalLong index = fields.optionalInteger("index", 0, Integer.MAX_VALUE);
      return new AccountEntry(
          index.isPresent() ? (int) index.getAsLong() : AccountEntry.IMPORTED,
          Did.parse(fields.text("did", 128)),
          Instant.ofEpochMilli(fields.integer("created", 0, Json.Num.MAX)));
    } catch (DecodeException e) {
      throw SealedFile.damaged(path, String.valueOf(e.getMessage()));
    }
  }

  /** Refuses a file that holds something other than a seed. */
  static void requireSeed(SealedFile file, Path path) throws KeyFileException {
    try {
      fields(file, SEED);
    } catch (DecodeException e) {
      throw SealedFile.damaged(path, String.valueOf(e.getMessage()));
    }
  }

  private static JsonFields fields(SealedFile file, String kind) throws DecodeException {
    JsonFields fields = new JsonFields(file.header()).only(MEMBERS);
    if (!fields.text("kind", 16).equals(kind)) {
      throw new DecodeException("it does not hold the kind of secret: " + kind);
    }
    if (!fields.text("cipher", 32).equals(CIPHER)) {
      throw new DecodeException("unknown cipher");
    }
    return fields;
  }

  private static Json.Builder header(String kind, KeyDerivation kdf) {
    return Json.object().put("kind", kind).put("cipher", CIPHER).put("kdf", kdf.encode());
  }
}
