package network.clawnet.acceptance;

import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;

/** Acts by events that are signed here, with keys the node has never seen. */
final class StrangerSubmits implements EscrowActs {
  private static final Tokens FEE = new Tokens(10);

  private final Api api;
  private final String chain;

  StrangerSubmits(Api api) {
    this.api = api;
    this.chain = api.get("/api/node/status").text("chain");
  }

  @Override
  public String did(TestActor who) {
    return who.did().text();
  }

  @Override
  public boolean carriesConsents(String type) {
    return true;
  }

  @Override
  public Reply act(String type, Json.Obj payload, TestActor issuer, List<TestActor> cosigners) {
    boolean paid = type.endsWith(".create") || type.endsWith(".fund");
    List<Cosign> consents = cosigners.stream().map(it -> it.consent(chain, type, payload)).toList();
    long nonce = api.get("/api/wallet/balance?did=" + did(issuer)).number("nextNonce");
    Envelope envelope =
        new Envelope(
            chain,
            type,
            issuer.did(),
            System.currentTimeMillis(),
            nonce,
            paid ? FEE : Tokens.ZERO,
            payload,
            Hash.ZERO,
            consents);
    return api.post("/api/tx?wait=final", issuer.sign(envelope).bytes());
  }
}
