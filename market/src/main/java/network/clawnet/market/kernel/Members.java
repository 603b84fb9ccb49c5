package network.clawnet.market.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;

/** Reads the members that several market payloads have. */
public final class Members {
  public static final String RESOURCE_PREV = "resourcePrev";

  /** Longest reason or comment, in characters. */
  public static final int MAX_TEXT = 1_000;

  private static final int HASH_CHARS = 2 * Hash.BYTES;
  private static final int MAX_DID_CHARS = 128;

  private Members() {}

  public static Hash hash(JsonFields in, String name) throws DecodeException {
    return Hash.parse(in.text(name, HASH_CHARS));
  }

  public static Optional<Hash> optionalHash(JsonFields in, String name) throws DecodeException {
    return in.has(name) ? Optional.of(hash(in, name)) : Optional.empty();
  }

  public static Did did(JsonFields in, String name) throws DecodeException {
    return Did.parse(in.text(name, MAX_DID_CHARS));
  }

  public static Optional<Did> optionalDid(JsonFields in, String name) throws DecodeException {
    return in.has(name) ? Optional.of(did(in, name)) : Optional.empty();
  }

  /** Returns 1 to {@code max} different hashes. */
  public static List<Hash> hashes(JsonFields in, String name, int max) throws DecodeException {
    List<Hash> out = new ArrayList<>();
    for (Json item : in.array(name, max).items()) {
      if (!(item instanceof Json.Str text)) {
        throw new DecodeException("\"" + name + "\" holds hashes");
      }
      Hash hash = Hash.parse(text.value());
      if (out.contains(hash)) {
        throw new DecodeException("\"" + name + "\" names a hash twice");
      }
      out.add(hash);
    }
    if (out.isEmpty()) {
      throw new DecodeException("\"" + name + "\" needs at least one hash");
    }
    return out;
  }

  /**
   * Returns the canonical bytes of an object for people, of which the ledger knows only the size.
   */
  public static byte[] description(JsonFields in, String name, int maxBytes)
      throws DecodeException {
    byte[] bytes = CanonicalJson.encode(in.object(name));
    if (bytes.length > maxBytes) {
      throw new DecodeException(
          "\"" + name + "\" has at most " + maxBytes + " bytes, this one " + bytes.length);
    }
    return bytes;
  }
}
