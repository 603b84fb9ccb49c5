package network.clawnet.bench.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import network.clawnet.bench.load.HttpConnection;

/** A connection to a ClawNet node's Unix socket. */
final class ClawDoor implements Door {
  private static final int EVENT_BYTES = 512;

  private final HttpConnection node;

  ClawDoor(Path socket) throws IOException {
    node = HttpConnection.unix(socket);
  }

  @Override
  public void submit(List<byte[]> events) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(events.size() * EVENT_BYTES);
    for (byte[] event : events) {
      body.writeBytes(event);
      body.write('\n');
    }
    HttpConnection.Reply reply = node.post("/api/tx", "application/x-ndjson", body.toByteArray());
    for (String line : reply.text().split("\n", -1)) {
      if (line.contains("\"error\"")) {
        throw new IOException("an event was refused: " + line);
      }
    }
  }

  @Override
  public void settle(byte[] event) throws IOException {
    HttpConnection.Reply reply =
        node.post("/api/tx?wait=final&timeout=60", "application/json", event);
    if (!reply.text().contains("\"final\"")) {
      throw new IOException("not final: " + reply.text());
    }
  }

  @Override
  public void close() throws IOException {
    node.close();
  }
}
