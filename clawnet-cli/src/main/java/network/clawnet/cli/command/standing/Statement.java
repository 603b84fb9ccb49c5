package network.clawnet.cli.command.standing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.output.Moments;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;

/**
 * What an account earned and paid in deals: a line for each settlement.
 *
 * @param lines newest first
 */
record Statement(String did, List<Line> lines) {
  private static final String HEADING = "time,deal,partner,earned,fee,net,paid,transaction\r\n";

  Statement {
    lines = List.copyOf(lines);
  }

  /**
   * The settlement of one deal: what one event or deadline moved.
   *
   * @param net what reached the account
   * @param fee the market fee out of the account's part
   * @param paid what left the account for good, fees of the other's part included
   */
  record Line(
      long time, String deal, String partner, long net, long fee, long paid, String transaction) {
    long earned() {
      return net + fee;
    }

    private Line plus(long moreNet, long moreFee, long morePaid) {
      return new Line(
          time, deal, partner, net + moreNet, fee + moreFee, paid + morePaid, transaction);
    }

    private boolean isEmpty() {
      return net == 0 && fee == 0 && paid == 0;
    }
  }

  /** Makes a statement of an account's movements in deals; locks and refunds are no earnings. */
  static Statement of(String did, List<Json.Obj> movements) {
    Map<String, Line> lines = new LinkedHashMap<>();
    for (Json.Obj movement : movements) {
      add(did, movement, lines);
    }
    return new Statement(did, lines.values().stream().filter(line -> !line.isEmpty()).toList());
  }

  private static void add(String did, Json.Obj movement, Map<String, Line> lines) {
    String type = Answer.textOrEmpty(movement, "type");
    boolean pays = type.equals("market_pay");
    if (!pays && !type.equals("market_fee")) {
      return;
    }
    String from = Answer.textOrEmpty(movement, "from");
    String to = Answer.textOrEmpty(movement, "to");
    boolean earns = to.equals(did);
    long amount = Answer.number(movement, "amount", 0);
    String transaction = Answer.textOrEmpty(movement, "txHash");
    Line fresh =
        new Line(
            Answer.number(movement, "timestamp", 0),
            Answer.textOrEmpty(movement, "dealId"),
            earns ? from : to,
            0,
            0,
            0,
            transaction);
    String key = transaction + fresh.deal();
    Line line = lines.getOrDefault(key, fresh);
    lines.put(
        key,
        line.plus(earns && pays ? amount : 0, earns && !pays ? amount : 0, earns ? 0 : amount));
  }

  byte[] csv() {
    StringBuilder out = new StringBuilder(HEADING);
    for (Line line : lines) {
      out.append(Moments.text(line.time()))
          .append(',')
          .append(line.deal())
          .append(',')
          .append(line.partner())
          .append(',')
          .append(line.earned())
          .append(',')
          .append(line.fee())
          .append(',')
          .append(line.net())
          .append(',')
          .append(line.paid())
          .append(',')
          .append(line.transaction())
          .append("\r\n");
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  Json.Obj json() {
    List<Json> rows = new ArrayList<>();
    for (Line line : lines) {
      rows.add(
          Json.object()
              .put("time", line.time())
              .put("deal", line.deal())
              .put("partner", line.partner())
              .put("earned", line.earned())
              .put("fee", line.fee())
              .put("net", line.net())
              .put("paid", line.paid())
              .put("txHash", line.transaction())
              .build());
    }
    return Json.object()
        .put("did", did)
        .put("net", lines.stream().mapToLong(Line::net).sum())
        .put("paid", lines.stream().mapToLong(Line::paid).sum())
        .put("deals", Json.of(rows))
        .build();
  }

  List<String> lines(Call call) {
    Table table =
        new Table(
            call.text("column.time"),
            call.text("column.earned"),
            call.text("column.fee"),
            call.text("column.net"),
            call.text("column.paid"),
            call.text("column.partner"),
            call.text("column.deal"));
    for (Line line : lines) {
      table.row(
          Moments.text(line.time()),
          Long.toString(line.earned()),
          Long.toString(line.fee()),
          Long.toString(line.net()),
          Long.toString(line.paid()),
          line.partner(),
          line.deal());
    }
    if (table.isEmpty()) {
      return List.of(call.text("earnings.none"));
    }
    List<String> out = new ArrayList<>(table.lines());
    out.add(
        call.text(
            "earnings.total",
            Long.toString(lines.stream().mapToLong(Line::net).sum()),
            Long.toString(lines.stream().mapToLong(Line::paid).sum())));
    return out;
  }
}
