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
          "market",
          "type",
          "listingId",
          "state",
          "overdue",
          "buyer",
          "seller",
          "renter",
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
          "delivered");

  private DealLines() {}

  /** Returns what there is to say about one deal. */
  static Fields of(Call call, Json.Obj deal) {
    Fields fields = new Fields();
    for (String name : TEXTS) {
      fields.add(call.text("deal." + name), Answer.text(deal, name));
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
          CanonicalJson.text(said.without("orderId", "leaseId", "resourcePrev", "listingId")));
    }
    return table.isEmpty() ? List.of() : table.lines();
  }

  /** Returns a table of deals; {@code kind} is {@code order} or {@code lease}. */
  static List<String> table(Call call, Answer answer, String kind) {
    boolean orders = kind.equals("order");
    Table table =
        new Table(
            call.text("column.id"),
            call.text("column.state"),
            call.text("column.amount"),
            call.text(orders ? "column.buyer" : "column.renter"),
            call.text(orders ? "column.seller" : "column.provider"),
            call.text("column.deadline"));
    for (Json.Obj deal : answer.objects(kind + "s")) {
      table.row(
          Answer.textOrEmpty(deal, kind + "Id"),
          Answer.textOrEmpty(deal, "state"),
          Answer.textOrEmpty(deal, "amount"),
          Answer.textOrEmpty(deal, orders ? "buyer" : "renter"),
          Answer.textOrEmpty(deal, orders ? "seller" : "provider"),
          Moments.text(Answer.number(deal, "deadline", 0)));
    }
    return table.isEmpty() ? List.of(call.text("deal.none")) : table.lines();
  }

  private static @Nullable String time(Json.Obj deal, String name) {
    String text = Moments.text(Answer.number(deal, name, 0));
    return text.isEmpty() ? null : text;
  }
}
