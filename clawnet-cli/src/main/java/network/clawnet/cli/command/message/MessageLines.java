package network.clawnet.cli.command.message;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.output.Fields;
import network.clawnet.cli.output.Moments;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/** Messages as a person reads them. */
final class MessageLines {
  /** Characters of a message that a table shows. */
  private static final int PREVIEW_CHARS = 60;

  private MessageLines() {}

  /** Returns where a message stands that was sent. */
  static Fields state(Call call, Answer answer) {
    return new Fields()
        .add(call.text("message.id"), answer.text("id"))
        .add(call.text("field.status"), answer.text("status"))
        .add(call.text("message.since"), time(answer.body(), "at"));
  }

  /** Returns a table of messages that came, each with the beginning of its text. */
  static List<String> table(Call call, Answer answer) {
    Table table =
        new Table(
            call.text("column.seq"),
            call.text("column.time"),
            call.text("column.sender"),
            call.text("column.deal"),
            call.text("column.type"),
            call.text("column.text"));
    for (Json.Obj message : answer.objects("messages")) {
      table.row(
          Answer.textOrEmpty(message, "number"),
          Moments.text(Answer.number(message, "receivedAt", 0)),
          Answer.textOrEmpty(message, "from"),
          Answer.textOrEmpty(message, "deal"),
          Answer.textOrEmpty(message, "type"),
          beginning(body(message)));
    }
    return table.isEmpty() ? List.of(call.text("message.none")) : table.lines();
  }

  /** Returns a message that came, its text at the end as it is. */
  static List<String> whole(Call call, Json.Obj message) {
    List<String> lines =
        new ArrayList<>(
            new Fields()
                .add(call.text("message.id"), Answer.text(message, "id"))
                .add(call.text("message.from"), Answer.text(message, "from"))
                .add(call.text("message.deal"), Answer.text(message, "deal"))
                .add(call.text("message.type"), Answer.text(message, "type"))
                .add(call.text("message.sent"), time(message, "sentAt"))
                .add(call.text("message.received"), time(message, "receivedAt"))
                .lines());
    lines.add("");
    lines.add(body(message));
    return lines;
  }

  /** Returns the text, or what is none in hexadecimal digits. */
  private static String body(Json.Obj message) {
    String text = Answer.text(message, "text");
    return text == null ? "0x" + Answer.textOrEmpty(message, "hex") : text;
  }

  private static String beginning(String text) {
    String line = text.strip().replace('\n', ' ').replace('\t', ' ').replace('\r', ' ');
    if (line.codePointCount(0, line.length()) <= PREVIEW_CHARS) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, PREVIEW_CHARS)) + "…";
  }

  private static @Nullable String time(Json.Obj object, String name) {
    String text = Moments.text(Answer.number(object, name, 0));
    return text.isEmpty() ? null : text;
  }
}
