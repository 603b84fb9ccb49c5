package network.clawnet.daemon.http.market;

import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.market.Deals.Step;

/** How the events of a deal look in answers. */
public final class StepJson {
  private StepJson() {}

  /** Returns the events, oldest first; null where none are shown. */
  public static Json.@org.jspecify.annotations.Nullable Arr of(List<Step> steps) {
    return steps.isEmpty() ? null : Json.of(steps.stream().map(StepJson::one).toList());
  }

  private static Json.Obj one(Step step) {
    return Json.object()
        .put("txHash", MarketCalls.text(step.event()))
        .put("type", step.type())
        .put("by", step.by().text())
        .put("at", step.at())
        .put("payload", step.payload())
        .build();
  }
}
