package network.clawnet.daemon.http.credential;

import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials;

/** The one answer that shows a secret. */
final class IssuedJson {
  private IssuedJson() {}

  static Json.Obj of(Credentials.Issued issued) {
    return Json.object().put("id", issued.id()).put("secret", issued.secret()).build();
  }
}
