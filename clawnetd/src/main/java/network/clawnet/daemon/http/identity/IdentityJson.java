package network.clawnet.daemon.http.identity;

import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Address;
import network.clawnet.daemon.app.Identities.Capability;
import network.clawnet.daemon.app.Identities.Identity;
import network.clawnet.daemon.http.Body;

/** How identities and capabilities look in answers. */
final class IdentityJson {
  private IdentityJson() {}

  static Json.Obj identity(Identity identity) {
    return Json.object()
        .put("did", identity.did().text())
        .put("address", Address.of(identity.did()))
        .put("publicKey", identity.did().multibase())
        .put("created", Body.number(identity.created()))
        .put("updated", Body.number(identity.updated()))
        .put("registered", identity.registered())
        .put("document", identity.document().orElse(null))
        .put("platformLinks", Json.of(List.of()))
        .put("capabilities", capabilities(identity.capabilities()))
        .build();
  }

  static Json.Arr capabilities(List<Capability> capabilities) {
    return Json.of(capabilities.stream().map(IdentityJson::capability).toList());
  }

  private static Json.Obj capability(Capability capability) {
    return Json.object()
        .put("id", "0x" + capability.id())
        .put("did", capability.did().text())
        .put("name", capability.name())
        .put("description", capability.description().orElse(null))
        .put("pricing", capability.pricing())
        .put("verified", capability.verified())
        .put("registeredAt", capability.registeredAt())
        .build();
  }
}
