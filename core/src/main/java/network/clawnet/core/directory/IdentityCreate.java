package network.clawnet.core.directory;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;

/** Payload of {@code identity.create}: the issuer's first document. */
public record IdentityCreate(Document document) {
  private static final Set<String> MEMBERS = Set.of("document");

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object().put("document", document.json()).build();
  }

  static IdentityCreate decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(MEMBERS);
    return new IdentityCreate(Document.of(in.object("document")));
  }
}
