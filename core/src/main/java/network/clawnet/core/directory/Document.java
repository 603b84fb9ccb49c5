package network.clawnet.core.directory;

import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;

/**
 * What a DID says about itself.
 *
 * @param bytes the canonical form; callers must not change it
 * @param hash of the bytes: what {@code prevDocHash} names
 */
public record Document(Json.Obj json, byte[] bytes, Hash hash) {
  /** Largest document, in canonical bytes. */
  public static final int MAX_BYTES = 16 * 1024;

  /**
   * Takes a document of any size; {@link #check} decides.
   *
   * @throws DecodeException if it has no canonical form
   */
  public static Document of(Json.Obj json) throws DecodeException {
    try {
      byte[] bytes = CanonicalJson.encode(json);
      return new Document(json, bytes, Hash.sha256(bytes));
    } catch (IllegalArgumentException e) {
      throw new DecodeException("numbers in a document are integers of at most 2^53 - 1");
    }
  }

  Verdict check(Did subject) {
    if (!Json.of(subject.text()).equals(json.get("id"))) {
      return Verdict.reject(
          DirectoryCodes.DOCUMENT_INVALID, "the document's \"id\" must be " + subject);
    }
    return bytes.length > MAX_BYTES
        ? Verdict.reject(
            DirectoryCodes.DOCUMENT_TOO_LARGE,
            "a document has at most " + MAX_BYTES + " bytes, this one " + bytes.length)
        : Verdict.accept();
  }
}
