package network.clawnet.core.directory;

import java.util.List;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.Json;
import network.clawnet.core.testing.TestActor;

/** Issues credentials for tests. */
final class Credentials {
  private Credentials() {}

  /** Returns a credential without proof. */
  static Json.Obj unsigned(TestActor issuer, TestActor subject) {
    return Json.object()
        .put("@context", Json.of(List.of(Json.of("https://www.w3.org/2018/credentials/v1"))))
        .put(
            "type",
            Json.of(List.of(Json.of("VerifiableCredential"), Json.of("CapabilityCredential"))))
        .put("issuer", issuer.did().text())
        .put("issuanceDate", "2026-02-02T00:00:00Z")
        .put(
            "credentialSubject",
            Json.object()
                .put("id", subject.did().text())
                .put("name", "translate")
                .put("description", "zh-en")
                .put("pricing", Json.object().put("model", "fixed").put("amount", "5").build())
                .build())
        .build();
  }

  static Json.Obj proof(TestActor issuer, Json.Obj unsigned) {
    return Json.object()
        .put("type", "Ed25519Signature2020")
        .put("created", "2026-02-02T00:00:00Z")
        .put("verificationMethod", issuer.did().text() + "#key-1")
        .put("proofPurpose", "assertionMethod")
        .put("proofValue", Base58.encode(issuer.sign(Credential.signable(unsigned))))
        .build();
  }

  static Json.Obj signed(TestActor issuer, Json.Obj unsigned) {
    return unsigned.with("proof", proof(issuer, unsigned));
  }

  static Json.Obj issue(TestActor issuer, TestActor subject) {
    return signed(issuer, unsigned(issuer, subject));
  }
}
