package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every node, identity and wallet call of the runtime document, with its body as printed there.
 * Where the document has dots or a placeholder, a real value stands; where two examples use one
 * nonce, each has a DID of its own.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DocumentedCallsAcceptanceIT {
  @TempDir Path directory;

  @Test
  void everyCallOfTheDocumentWorksAsPrinted() throws Exception {
    try (NodeProcess node = NodeProcess.dev(new TestHome(directory)).start()) {
      Api api = node.api();
      nodeAndIdentity(api);
      registersACapability(api, account(node, 0));
      wallet(api, account(node, 1_000), account(node, 1_000));
    }
  }

  private static void nodeAndIdentity(Api api) {
    Reply status = api.get("/api/node/status").expect(200);
    assertThat(status.text("did")).startsWith("did:claw:z6Mk");
    assertThat(status.flag("synced")).isTrue();
    assertThat(status.number("blockHeight")).isNotNegative();
    assertThat(status.number("peers")).isNotNegative();
    assertThat(status.text("network")).isEqualTo("local");
    assertThat(api.get("/api/node/peers").expect(200).number("total")).isZero();
    assertThat(api.get("/api/identity").expect(200).text("did")).isEqualTo(status.text("did"));
    String other = new TestActor("other").did().text();
    assertThat(api.get("/api/identity/" + other).expect(200).text("did")).isEqualTo(other);
  }

  private static void registersACapability(Api api, String did) throws Exception {
    Reply done =
        api.post(
                "/api/identity/capabilities?wait=final",
                body(
                        """
                    { "did": "<did>", "nonce": 1, "passphrase": "<passphrase>" }
                    """,
                        did)
                    .with("credential", credential(new TestActor("assessor"), did)))
            .expect(201);

    assertThat(done.text("status")).isEqualTo("final");
    assertThat(api.get("/api/identity/capabilities?did=" + did).expect(200).number("total"))
        .isEqualTo(1);
  }

  private static void wallet(Api api, String depositor, String beneficiary) throws Exception {
    Reply paid =
        api.post(
                "/api/wallet/transfer",
                body(
                    """
                    { "did": "<did>", "passphrase": "<passphrase>", "to": "<to>",
                      "amount": 100, "fee": 1, "nonce": 1 }
                    """,
                    depositor,
                    address(api, beneficiary)))
            .expect(200);
    assertThat(paid.text("txHash")).matches("0x[0-9a-f]{64}");
    assertThat(paid.text("status")).isIn("broadcast", "final");

    Reply created = escrow(api, depositor, beneficiary, paid.text("txHash"));
    String id = created.text("id");
    Reply released = release(api, depositor, id, created.text("resourcePrev"));
    Reply funded = fund(api, depositor, id, released.text("resourcePrev"));
    assertThat(funded.number("remaining")).isEqualTo(400);
    refund(api, beneficiary, id, funded.text("resourcePrev"));

    balancesAndHistory(api, depositor);
  }

  private static Reply escrow(Api api, String did, String beneficiary, String prev)
      throws DecodeException {
    Reply created =
        api.post(
                "/api/wallet/escrow?wait=final",
                body(
                        """
                        { "did": "<did>", "passphrase": "<passphrase>", "beneficiary": "<to>",
                          "amount": 500, "releaseRules": [{ "id": "rule-1" }], "nonce": 2 }
                        """,
                        did,
                        address(api, beneficiary))
                    .with("prev", Json.of(prev)))
            .expect(201);
    assertThat(created.text("status")).isEqualTo("final");
    assertThat(created.text("state")).isEqualTo("funded");
    assertThat(created.number("remaining")).isEqualTo(500);
    return created;
  }

  private static Reply release(Api api, String did, String id, String previous)
      throws DecodeException {
    Reply released =
        api.post(
                "/api/wallet/escrow/" + id + "/release?wait=final",
                body(
                        """
                        { "did": "<did>", "passphrase": "<passphrase>", "amount": 200,
                          "ruleId": "rule-1", "nonce": 3 }
                        """,
                        did)
                    .with("resourcePrev", Json.of(previous)))
            .expect(200);
    assertThat(released.number("remaining")).isEqualTo(300);
    return released;
  }

  private static Reply fund(Api api, String did, String id, String previous)
      throws DecodeException {
    return api.post(
            "/api/wallet/escrow/" + id + "/fund?wait=final",
            body(
                    """
                    { "did": "<did>", "passphrase": "<passphrase>", "amount": 100, "nonce": 4 }
                    """,
                    did)
                .with("resourcePrev", Json.of(previous)))
        .expect(200);
  }

  /** Money goes back at the beneficiary's word, so the example's nonce 5 is the beneficiary's. */
  private static void refund(Api api, String did, String id, String previous)
      throws DecodeException {
    String somebody = new TestActor("somebody").did().text();
    for (int nonce = 1; nonce <= 4; nonce++) {
      Json.Obj one = Json.object().put("did", did).put("to", somebody).put("amount", 1).build();
      api.post("/api/wallet/transfer?wait=final", one).expect(200);
    }
    Reply refunded =
        api.post(
                "/api/wallet/escrow/" + id + "/refund?wait=final",
                body(
                        """
                        { "did": "<did>", "passphrase": "<passphrase>", "amount": 100,
                          "reason": "contract_cancelled", "nonce": 5 }
                        """,
                        did)
                    .with("resourcePrev", Json.of(previous)))
            .expect(200);
    assertThat(refunded.number("refunded")).isEqualTo(100);
    assertThat(refunded.number("remaining")).isEqualTo(300);
  }

  private static void balancesAndHistory(Api api, String did) {
    Reply byDid = api.get("/api/wallet/balance?did=" + did).expect(200);
    Reply byAddress = api.get("/api/wallet/balance?address=" + byDid.text("address")).expect(200);
    // 1 000 - 100 - fee 1, 500 + fee 3 in, 100 + fee 1 in, 100 back
    assertThat(byDid.number("available")).isEqualTo(395);
    assertThat(byDid.number("locked")).isEqualTo(300);
    assertThat(byDid.number("pending")).isZero();
    assertThat(byDid.number("balance")).isEqualTo(695);
    assertThat(byAddress.body()).isEqualTo(byDid.body());

    Reply history = api.get("/api/wallet/history?did=" + did + "&limit=20&offset=0").expect(200);
    assertThat(history.number("total")).isEqualTo(6);
    assertThat(history.body().members().get("transactions"))
        .isInstanceOfSatisfying(Json.Arr.class, it -> assertThat(it.items()).hasSize(6));
  }

  /** Makes an account at the command line, as an operator would, and gives it Tokens. */
  private static String account(NodeProcess node, long amount) throws Exception {
    Ran ran = node.clawnet("account", "new", "--json").expect(0);
    Json.Obj made = JsonParser.parseObject(ran.out().strip().getBytes(StandardCharsets.UTF_8));
    if (!(made.members().get("did") instanceof Json.Str name)) {
      throw new AssertionError("no did in " + made);
    }
    String did = name.value();
    node.clawnet("unlock", "--did", did).expect(0);
    if (amount > 0) {
      TwoAccounts.give(node.api(), did, amount);
    }
    return did;
  }

  private static String address(Api api, String did) {
    String address = api.get("/api/wallet/balance?did=" + did).expect(200).text("address");
    assertThat(address).startsWith("claw1");
    return address;
  }

  private static Json.Obj body(String printed, String did) throws DecodeException {
    return body(printed, did, "");
  }

  private static Json.Obj body(String printed, String did, String to) throws DecodeException {
    String filled =
        printed
            .replace("<did>", did)
            .replace("<passphrase>", TestHome.PASSPHRASE)
            .replace("<to>", to);
    return JsonParser.parseObject(filled.getBytes(StandardCharsets.UTF_8));
  }

  private static Json.Obj credential(TestActor issuer, String subject) {
    Json.Obj claim =
        Json.object()
            .put("id", subject)
            .put("name", "translate")
            .put("pricing", Json.object().put("model", "fixed").put("amount", "5").build())
            .build();
    Json.Obj unsigned =
        Json.object()
            .put("type", Json.of(List.of(Json.of("CapabilityCredential"))))
            .put("issuer", issuer.did().text())
            .put("issuanceDate", "2026-02-02T00:00:00Z")
            .put("credentialSubject", claim)
            .build();
    String signable = "clawnet:vc:v1:" + CanonicalJson.text(unsigned);
    Json.Obj proof =
        Json.object()
            .put("type", "Ed25519Signature2020")
            .put("verificationMethod", issuer.did().text() + "#key-1")
            .put("proofPurpose", "assertionMethod")
            .put(
                "proofValue", Base58.encode(issuer.sign(signable.getBytes(StandardCharsets.UTF_8))))
            .build();
    return unsigned.with("proof", proof);
  }
}
