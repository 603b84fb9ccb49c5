package network.clawnet.daemon.http.validator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.validator.Validators;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/validators}. */
public record GetValidators(Validators validators) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/validators");
  }

  private Validators.Overview overview() throws Refused {
    try {
      return validators.overview();
    } catch (Validators.Unproven e) {
      throw new Refused(AppCodes.NOT_SYNCED, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused {
    Validators.Overview now = overview();
    List<Json> members = new ArrayList<>();
    long weight = 0;
    long nextWeight = 0;
    for (Validators.Member member : now.members()) {
      members.add(json(member));
      weight += member.weight();
      nextWeight += member.nextWeight();
    }
    return Answer.now(
        Json.object()
            .put("epoch", now.epoch())
            .put("startedAt", now.startedAt())
            .put("endsAt", now.endsAt())
            .put("minStake", now.minStake())
            .put("totalWeight", weight)
            .put("nextTotalWeight", nextWeight)
            .put("own", new Did(validators.own()).multibase())
            .put("validators", Json.of(members))
            .build());
  }

  private static Json json(Validators.Member member) {
    List<Json> unbonding = new ArrayList<>();
    for (Validators.Unbonding entry : member.unbonding()) {
      unbonding.add(
          Json.object()
              .put("amount", entry.amount().value())
              .put("maturesAt", Body.number(entry.maturesAt()))
              .build());
    }
    return Json.object()
        .put("validator", new Did(member.key()).multibase())
        .put("controller", member.controller().text())
        .put("status", member.status().name().toLowerCase(Locale.ROOT))
        .put("bond", member.bond().value())
        .put("weight", member.weight())
        .put("nextWeight", member.nextWeight())
        .put("ready", member.ready())
        .put("connected", member.connected())
        .put("unbonding", Json.of(unbonding))
        .build();
  }
}
