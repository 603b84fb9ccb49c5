package network.clawnet.cli.command.deal;

import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.output.Fields;
import network.clawnet.cli.output.Moments;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/** Orders and leases as a person reads them: what one of them lacks is left out. */
final class DealLines {
  private static final List<String> TEXTS =
      List.of(
          "orderId",
          "leaseId",
          "contractId",
          "title",
          "market",
          "type",
          "listingId",
          "state",
          "overdue",
          "buyer",
          "seller",
          "renter",
          "client",
          "provider",
          "arbiter",
          "amount",
          "price",
          "units",
          "metered",
          "claimed",
          "toSeller",
          "toProvider",
          "revisionsLeft",
          "contentHash",
          "delivered",
          "signedByClient",
          "signedByProvider");

  private DealLines() {}

  /** Returns what there is to say about one deal. */
  static Fields of(Call call, Json.Obj deal) {
    Fields fields = new Fields();
    for (String name : TEXTS) {
      fields.add(call.text("deal." + name), Answer.text(deal, name));
    }
    if (deal.get("payment") instanceof Json.Obj payment) {
      fields
          .add(call.text("deal.totalAmount"), Answer.text(payment, "totalAmount"))
          .add(call.text("deal.held"), Answer.text(payment, "held"))
          .add(call.text("deal.toProvider"), Answer.text(payment, "toProvider"));
    }
    return fields
        .add(call.text("deal.startedAt"), time(deal, "startedAt"))
        .add(call.text("deal.deadline"), time(deal, "deadline"))
        .add(call.text("deal.endedAt"), time(deal, "endedAt"))
        .add(call.text("escrow.prev"), Answer.text(deal, "resourcePrev"));
  }

  /** Returns a table of the events of a deal. */
  static List<String> events(Call call, Answer answer) {
    Table table =
        new Table(
            call.text("column.time"),
            call.text("column.type"),
            call.text("column.by"),
            call.text("column.said"));
    for (Json.Obj event : answer.objects("events")) {
      Json.Obj said = event.get("payload") instanceof Json.Obj payload ? payload : Json.Obj.EMPTY;
      table.row(
          Moments.text(Answer.number(event, "at", 0)),
          Answer.textOrEmpty(event, "type"),
          Answer.textOrEmpty(event, "by"),
          CanonicalJson.text(
              said.without("orderId", "leaseId", "contractId", "resourcePrev", "listingId")));
    }
    return table.isEmpty() ? List.of() : table.lines();
  }

  /** Returns a table of the milestones of a contract; empty for another deal. */
  static List<String> milestones(Call call, Answer answer) {
    Table table =
        new Table(
            call.text("column.milestone"),
            call.text("column.state"),
            call.text("column.amount"),
            call.text("column.paid"),
            call.text("column.deadline"));
    for (Json.Obj part : answer.objects("milestones")) {
      table.row(
          Answer.textOrEmpty(part, "id"),
          Answer.textOrEmpty(part, "state"),
          Answer.textOrEmpty(part, "amount"),
          Answer.textOrEmpty(part, "toProvider"),
          Moments.text(Answer.number(part, "deadline", 0)));
    }
    return table.isEmpty() ? List.of() : table.lines();
  }

  /** Returns a table of deals. */
  static List<String> table(Call call, Answer answer, DealKind kind) {
    Table table =
        new Table(
            call.text("column.id"),
            call.text("column.state"),
            call.text("column.amount"),
            call.text("column." + kind.payer()),
            call.text("column." + kind.payee()),
            call.text("column.deadline"));
    for (Json.Obj deal : answer.objects(kind.word() + "s")) {
      table.row(
          Answer.textOrEmpty(deal, kind.word() + "Id"),
          Answer.textOrEmpty(deal, "state"),
          amount(deal),
          Answer.textOrEmpty(deal, kind.payer()),
          Answer.textOrEmpty(deal, kind.payee()),
          Moments.text(Answer.number(deal, "deadline", 0)));
    }
    return table.isEmpty() ? List.of(call.text("deal.none")) : table.lines();
  }

  private static String amount(Json.Obj deal) {
    return deal.get("payment") instanceof Json.Obj payment
        ? Answer.textOrEmpty(payment, "totalAmount")
        : Answer.textOrEmpty(deal, "amount");
  }

  private static @Nullable String time(Json.Obj deal, String name) {
    String text = Moments.text(Answer.number(deal, name, 0));
    return text.isEmpty() ? null : text;
  }
}
