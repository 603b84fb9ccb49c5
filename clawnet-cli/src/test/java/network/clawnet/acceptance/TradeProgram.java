package network.clawnet.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A provider's program: it answers what it was asked, and counts by itself. */
final class TradeProgram implements AutoCloseable {
  private final HttpServer server;
  private final Set<String> served = ConcurrentHashMap.newKeySet();

  private TradeProgram(HttpServer server) {
    this.server = server;
  }

  static TradeProgram start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TradeProgram program = new TradeProgram(server);
    server.createContext("/speech", program::answer);
    server.start();
    return program;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      String call = exchange.getRequestHeaders().getFirst("ClawNet-Call");
      if (call != null) {
        served.add(call);
      }
      exchange.sendResponseHeaders(200, asked.length);
      exchange.getResponseBody().write(asked);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/speech";
  }

  /** Returns how many different calls it has answered. */
  int count() {
    return served.size();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
