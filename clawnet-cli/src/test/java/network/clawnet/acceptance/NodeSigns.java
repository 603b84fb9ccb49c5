package network.clawnet.acceptance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.core.codec.Json;
import network.clawnet.core.testing.TestActor;

/** Acts through the escrow routes, with accounts of the node. */
final class NodeSigns implements EscrowActs {
  private final Api api;
  private final Map<String, String> dids = new HashMap<>();

  NodeSigns(Api api, List<TestActor> actors) {
    this.api = api;
    for (TestActor actor : actors) {
      dids.put(actor.toString(), TwoAccounts.newAccount(api));
    }
  }

  @Override
  public String did(TestActor who) {
    return dids.getOrDefault(who.toString(), who.did().text());
  }

  @Override
  public boolean carriesConsents(String type) {
    return type.endsWith(".release") || type.endsWith(".refund");
  }

  @Override
  public Reply act(String type, Json.Obj payload, TestActor issuer, List<TestActor> cosigners) {
    String verb = type.substring(type.lastIndexOf('.') + 1);
    Json.Obj body = payload.with("did", Json.of(did(issuer)));
    if (!cosigners.isEmpty()) {
      body = body.with("cosign", consents(type, payload, cosigners));
    }
    if (verb.equals("create")) {
      return api.post("/api/wallet/escrow?wait=final", body);
    }
    String id = payload.get("escrowId") instanceof Json.Str it ? it.value() : "";
    return api.post(
        "/api/wallet/escrow/" + id + "/" + verb + "?wait=final", body.without("escrowId"));
  }

  private Json consents(String type, Json.Obj payload, List<TestActor> cosigners) {
    List<Json> consents = new ArrayList<>();
    for (TestActor each : cosigners) {
      Json.Obj wanted =
          Json.object().put("did", did(each)).put("type", type).put("payload", payload).build();
      consents.add(api.post("/api/wallet/cosign", wanted).expect(200).body());
    }
    return Json.of(consents);
  }
}
