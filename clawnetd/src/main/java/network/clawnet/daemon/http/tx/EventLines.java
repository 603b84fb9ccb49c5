package network.clawnet.daemon.http.tx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Transactions;
import network.clawnet.daemon.app.Transactions.Outcome;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Problem;

/** The form of a batch: an event a line there, a result a line back. */
final class EventLines {
  private EventLines() {}

  /** Cuts a body at its line ends; the last line may lack one, and no line may be empty. */
  static List<byte[]> split(byte[] body) throws DecodeException {
    List<byte[]> out = new ArrayList<>();
    int from = 0;
    while (from < body.length) {
      int end = from;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      int last = end > from && body[end - 1] == '\r' ? end - 1 : end;
      if (last == from) {
        throw new DecodeException("line " + (out.size() + 1) + " is empty");
      }
      if (out.size() == Transactions.MAX_BATCH) {
        throw new DecodeException("a batch has at most " + Transactions.MAX_BATCH + " events");
      }
      out.add(Arrays.copyOfRange(body, from, last));
      from = end + 1;
    }
    return out;
  }

  /** Returns a line for each event, in order. */
  static Answer answer(List<Outcome> outcomes) {
    StringBuilder out = new StringBuilder(outcomes.size() * 112);
    for (Outcome outcome : outcomes) {
      out.append(CanonicalJson.text(line(outcome))).append('\n');
    }
    return new Answer.Text(
        200, Body.LINES + "; charset=utf-8", out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Json.Obj line(Outcome outcome) {
    if (outcome instanceof Outcome.Refusal refusal) {
      return Problem.body(refusal.reason());
    }
    return Json.object()
        .put("txHash", "0x" + ((Outcome.Admitted) outcome).hash().hex())
        .put("status", "broadcast")
        .build();
  }
}
