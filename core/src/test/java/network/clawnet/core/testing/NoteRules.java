package network.clawnet.core.testing;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/** An event that costs nothing and does nothing: what anybody can have as much of as there is. */
public final class NoteRules implements Rules<String> {
  public static final String TYPE = "test.note";

  private static final int MAX_CHARS = 4_096;

  public static Json.Obj payload(String text) {
    return Json.object().put("text", text).build();
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public FeeClass feeClass() {
    return FeeClass.FREE_LANE;
  }

  @Override
  public int executionUnits() {
    return 10;
  }

  @Override
  public String decode(Json.Obj payload) throws DecodeException {
    return new JsonFields(payload).only(Set.of("text")).text("text", MAX_CHARS);
  }

  @Override
  public Tokens minimumFee(String event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(String event, EventContext context, StateView view) {
    return Verdict.accept();
  }

  @Override
  public void apply(String event, EventContext context, Changes changes) {
    // the envelope says it all
  }
}
