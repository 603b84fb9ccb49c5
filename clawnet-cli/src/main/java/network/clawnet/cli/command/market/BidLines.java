package network.clawnet.cli.command.market;

import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.output.Fields;
import network.clawnet.cli.output.Moments;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;

/** Bids as a person reads them. */
final class BidLines {
  private BidLines() {}

  /** Returns what a write says of a bid. */
  static Fields of(Call call, Json.Obj bid) {
    return new Fields()
        .add(call.text("bid.id"), Answer.text(bid, "bidId"))
        .add(call.text("bid.task"), Answer.text(bid, "taskId"))
        .add(call.text("bid.bidder"), Answer.text(bid, "bidder"));
  }

  /** Returns a table of bids. */
  static List<String> table(Call call, Answer answer) {
    Table table =
        new Table(
            call.text("column.id"),
            call.text("column.price"),
            call.text("column.delivery"),
            call.text("column.bidder"),
            call.text("column.task"),
            call.text("column.time"));
    for (Json.Obj bid : answer.objects("bids")) {
      table.row(
          Answer.textOrEmpty(bid, "bidId"),
          Answer.textOrEmpty(bid, "price"),
          Moments.span(Answer.number(bid, "deliverMs", 0) / 1_000),
          Answer.textOrEmpty(bid, "bidder"),
          Answer.textOrEmpty(bid, "taskId"),
          Moments.text(Answer.number(bid, "at", 0)));
    }
    return table.isEmpty() ? List.of(call.text("bid.none")) : table.lines();
  }
}
