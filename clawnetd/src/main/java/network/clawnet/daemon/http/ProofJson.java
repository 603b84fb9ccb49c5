package network.clawnet.daemon.http;

import java.util.Optional;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.proof.Provenance;

/** What an answer says of its proof. Source: docs/api.md, "Light nodes". */
public final class ProofJson {
  private ProofJson() {}

  /** Adds {@code proof} if the answer was proved by others; a node's own ledger adds nothing. */
  public static Json.Builder put(Json.Builder answer, Optional<Provenance> proof) {
    proof.ifPresent(it -> answer.put("proof", of(it)));
    return answer;
  }

  private static Json.Obj of(Provenance proof) {
    return Json.object()
        .put("proven", true)
        .put("height", proof.height())
        .put("block", "0x" + proof.block().hex())
        .put("stateRoot", "0x" + proof.stateRoot().hex())
        .put("timestamp", proof.timestamp())
        .put("epoch", proof.epoch())
        .build();
  }
}
