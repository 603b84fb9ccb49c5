package network.clawnet.daemon.http.validator;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.validator.Validators;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/validators}: who votes in this epoch and in the next. */
public record GetValidators(Validators validators) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/validators");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) {
    Validators.Snapshot now = validators.snapshot();
    return Answer.now(
        Json.object()
            .put("epoch", now.epoch())
            .put("total", now.members().size())
            .put("validators", Json.of(now.members().stream().map(GetValidators::json).toList()))
            .build());
  }

  private static Json.Obj json(Validators.Member member) {
    Json.Builder out = Json.object().put("key", new Did(member.key()).multibase());
    member.controller().ifPresent(did -> out.put("controller", did.text()));
    return out.put("stake", member.stake().value())
        .put("weight", member.weight())
        .put("nextWeight", member.nextWeight())
        .put("connected", member.connected())
        .put("self", member.self())
        .build();
  }
}
