package network.clawnet.cli.command.escrow;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.output.Fields;
import network.clawnet.cli.output.Moments;
import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/** An escrow as a person reads it. */
final class EscrowLines {
  private EscrowLines() {}

  /** Returns what there is to say about one escrow. */
  static Fields of(Call call, Json.Obj escrow) {
    return new Fields()
        .add(call.text("escrow.id"), Answer.text(escrow, "id"))
        .add(call.text("escrow.state"), Answer.text(escrow, "state"))
        .add(call.text("escrow.depositor"), Answer.text(escrow, "depositor"))
        .add(call.text("escrow.beneficiary"), Answer.text(escrow, "beneficiary"))
        .add(call.text("escrow.arbiter"), Answer.text(escrow, "arbiter"))
        .add(call.text("escrow.amount"), Answer.text(escrow, "amount"))
        .add(call.text("escrow.released"), Answer.text(escrow, "released"))
        .add(call.text("escrow.refunded"), Answer.text(escrow, "refunded"))
        .add(call.text("escrow.remaining"), Answer.text(escrow, "remaining"))
        .add(call.text("escrow.rules"), rules(escrow))
        .add(call.text("escrow.created"), time(escrow, "createdAt"))
        .add(call.text("escrow.expires"), time(escrow, "expiresAt"))
        .add(call.text("escrow.prev"), Answer.text(escrow, "resourcePrev"));
  }

  /** Returns the rules as {@code id by whom not before when}, separated by semicolons. */
  private static @Nullable String rules(Json.Obj escrow) {
    if (!(escrow.get("releaseRules") instanceof Json.Arr array)) {
      return null;
    }
    List<String> rules = new ArrayList<>();
    for (Json item : array.items()) {
      if (item instanceof Json.Obj rule) {
        String by = Answer.textOrEmpty(rule, "by");
        String notBefore = Moments.text(Answer.number(rule, "notBefore", 0));
        String text = Answer.textOrEmpty(rule, "id");
        text += by.isEmpty() ? "" : ":" + by;
        rules.add(notBefore.isEmpty() ? text : text + ":" + notBefore);
      }
    }
    return String.join("; ", rules);
  }

  private static @Nullable String time(Json.Obj escrow, String name) {
    String text = Moments.text(Answer.number(escrow, name, 0));
    return text.isEmpty() ? null : text;
  }
}
