package network.clawnet.bench.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import network.clawnet.bench.load.HttpConnection;

/** A connection to the JSON-RPC of a CometBFT node. */
final class CometDoor implements Door {
  private final HttpConnection node;

  CometDoor(Path socket) throws IOException {
    node = HttpConnection.unix(socket);
  }

  @Override
  public void submit(List<byte[]> events) throws IOException {
    String batch =
        events.stream()
            .map(it -> call("broadcast_tx_sync", it))
            .collect(Collectors.joining(",", "[", "]"));
    String reply = post(batch);
    if (reply.contains("\"error\"") || reply.split("\"code\":0", -1).length <= events.size()) {
      throw new IOException("CometBFT refused: " + reply);
    }
  }

  @Override
  public void settle(byte[] event) throws IOException {
    String reply = post(call("broadcast_tx_commit", event));
    if (reply.contains("\"error\"") || !reply.contains("\"height\":\"")) {
      throw new IOException("not final: " + reply);
    }
  }

  private static String call(String method, byte[] event) {
    String tx = Base64.getEncoder().encodeToString(event);
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
        + method
        + "\",\"params\":{\"tx\":\""
        + tx
        + "\"}}";
  }

  private String post(String body) throws IOException {
    return node.post("/", "application/json", body.getBytes(StandardCharsets.US_ASCII)).text();
  }

  @Override
  public void close() throws IOException {
    node.close();
  }
}
