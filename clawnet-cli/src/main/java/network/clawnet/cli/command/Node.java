package network.clawnet.cli.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.cli.client.BadAnswer;
import network.clawnet.cli.client.ConnectFailed;
import network.clawnet.cli.client.HttpRequest;
import network.clawnet.cli.client.HttpResponse;
import network.clawnet.cli.client.LineSink;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;

/** The node's HTTP API as commands use it: answers that are success, or a failure that explains. */
public final class Node {
  /** Longest wait for an answer that waits for nothing else. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  /** Longest silence of a streamed answer. */
  private static final Duration STREAM_SILENCE = Duration.ofMinutes(10);

  /** Most items of one list of an answer: a block may hold many events. */
  private static final int MAX_WIDTH = 1 << 20;

  private static final int KEY_BYTES = 16;

  private final Call call;
  private final NodeAccess access;

  Node(Call call, NodeAccess access) {
    this.call = call;
    this.access = access;
  }

  /** Returns where the node is, for messages. */
  public String place() {
    return access.place();
  }

  /** Reads from the node. */
  public Answer read(Target target) throws Failure {
    return answer(send("GET", target, new byte[0], Map.of(), ANSWER_TIMEOUT));
  }

  /** Changes something at the node, with a key of its own so that a repetition does no harm. */
  public Answer write(Target target, Json.Obj body) throws Failure {
    return write(target, body, newKey(), ANSWER_TIMEOUT);
  }

  /**
   * Changes something at the node.
   *
   * @param key the Idempotency-Key
   * @param timeout longest wait for the answer
   */
  public Answer write(Target target, Json.Obj body, String key, Duration timeout) throws Failure {
    return write(target, CanonicalJson.encode(body), key, timeout);
  }

  /** Does what the other method does with a body that is sent as it is. */
  public Answer write(Target target, byte[] body, String key, Duration timeout) throws Failure {
    return answer(send("POST", target, body, Map.of("Idempotency-Key", key), timeout));
  }

  /** Changes something at the node that no key makes safe to repeat, so it is sent once only. */
  public Answer once(Target target, Json.Obj body) throws Failure {
    try {
      NodeAccess.Request request = request("POST", target, CanonicalJson.encode(body), Map.of());
      return answer(access.once(request, ANSWER_TIMEOUT));
    } catch (IOException e) {
      throw unreachable(e, call.text("node.lost.once"));
    }
  }

  /** Deletes something at the node. */
  public Answer delete(Target target) throws Failure {
    Map<String, String> headers = Map.of("Idempotency-Key", newKey());
    return answer(send("DELETE", target, new byte[0], headers, ANSWER_TIMEOUT));
  }

  /** Posts, and hands over each line of the answer as it arrives. */
  public void stream(Target target, Json.Obj body, LineSink sink) throws Failure {
    NodeAccess.Request request = request("POST", target, CanonicalJson.encode(body), Map.of());
    try {
      HttpResponse response = access.stream(request, STREAM_SILENCE, sink);
      if (!response.isSuccess()) {
        throw NodeFault.of(call, response);
      }
    } catch (IOException e) {
      throw unreachable(e, call.text("node.lost.read"));
    }
  }

  /** Returns a fresh Idempotency-Key of 128 random bits. */
  public String newKey() {
    return Hex.encode(call.shell().entropy().bytes(KEY_BYTES));
  }

  private HttpResponse send(
      String method, Target target, byte[] body, Map<String, String> headers, Duration timeout)
      throws Failure {
    try {
      return access.exchange(request(method, target, body, headers), timeout);
    } catch (IOException e) {
      String key = headers.get("Idempotency-Key");
      String hint = key == null ? call.text("node.lost.read") : call.text("node.lost.write", key);
      throw unreachable(e, hint);
    }
  }

  private static NodeAccess.Request request(
      String method, Target target, byte[] body, Map<String, String> headers) {
    return new Unsigned(method, target.text(), body, headers);
  }

  private record Unsigned(String method, String target, byte[] body, Map<String, String> headers)
      implements NodeAccess.Request {
    @Override
    public HttpRequest withToken(Optional<String> token) {
      Map<String, String> all = new TreeMap<>(headers);
      if (token.isPresent()) {
        all.put("Authorization", "Bearer " + token.get());
      }
      return new HttpRequest(method, target, all, body);
    }
  }

  private Answer answer(HttpResponse response) throws Failure {
    if (!response.isSuccess()) {
      throw NodeFault.of(call, response);
    }
    try {
      return new Answer(response.body(), JsonParser.parseObject(response.body(), MAX_WIDTH));
    } catch (DecodeException e) {
      throw badAnswer(e.getMessage());
    }
  }

  private Failure unreachable(IOException fault, String lostHint) {
    if (fault instanceof ConnectFailed) {
      String message = call.text("node.unreachable", place());
      String hint = call.text("node.unreachable.hint");
      return new Failure(ExitCode.UNREACHABLE, "NODE_UNREACHABLE", message, hint);
    }
    if (fault instanceof BadAnswer) {
      return badAnswer(fault.getMessage());
    }
    String message = call.text("node.lost", place(), String.valueOf(fault.getMessage()));
    return new Failure(ExitCode.UNREACHABLE, "NO_ANSWER", message, lostHint);
  }

  private Failure badAnswer(@org.jspecify.annotations.Nullable String reason) {
    String message = call.text("node.badAnswer", place(), String.valueOf(reason));
    return new Failure(
        ExitCode.UNREACHABLE, "BAD_ANSWER", message, call.text("node.badAnswer.hint"));
  }
}
