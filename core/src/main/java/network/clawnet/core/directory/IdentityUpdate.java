package network.clawnet.core.directory;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;

/**
 * Payload of {@code identity.update}: a new document in place of the present one.
 *
 * @param prevDocHash of the document that is replaced, so that two updates cannot cross
 */
public record IdentityUpdate(Document document, Hash prevDocHash) {
  private static final Set<String> MEMBERS = Set.of("document", "prevDocHash");

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object()
        .put("document", document.json())
        .put("prevDocHash", prevDocHash.hex())
        .build();
  }

  static IdentityUpdate decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(MEMBERS);
    return new IdentityUpdate(
        Document.of(in.object("document")), Hash.parse(in.text("prevDocHash", 64)));
  }
}
