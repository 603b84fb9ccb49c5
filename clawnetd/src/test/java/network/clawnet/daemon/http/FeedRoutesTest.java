package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.http.testing.FakeFeed;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedRoutesTest {
  private static final long PATIENCE_SECONDS = 60;

  /** Signs of life in which a reader that takes nothing is cut and disconnected. */
  private static final int ENOUGH_PULSES = 12;

  /** Of a MiB each, more than the buffers of a connection hold. */
  private static final int LARGE_EVENTS = 30;

  private TestServer server;
  private FakeFeed feed;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
    feed = server.node.feed;
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static int count(Json.Obj batch) {
    return ((Json.Arr) Objects.requireNonNull(batch.get("events"))).items().size();
  }

  @Test
  void answersWhatCameAfterAPlaceAndWhereToGoOn() {
    feed.add("wallet.transfer", "one");
    feed.add("wallet.transfer", "two");

    Reply reply = server.get("/api/events?since=0&limit=1");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(count(reply.body())).isEqualTo(1);
    assertThat(reply.get("next")).isEqualTo(Json.of("1.0"));
    assertThat(reply.get("more")).isEqualTo(Json.of(true));
    Reply rest = server.get("/api/events?since=1.0");
    assertThat(count(rest.body())).isEqualTo(1);
    assertThat(rest.get("more")).isEqualTo(Json.of(false));
    Json.Obj event =
        (Json.Obj) ((Json.Arr) Objects.requireNonNull(rest.get("events"))).items().get(0);
    assertThat(event.get("cursor")).isEqualTo(Json.of("2.0"));
    assertThat(event.get("type")).isEqualTo(Json.of("wallet.transfer"));
    assertThat(event.get("issuer")).isEqualTo(Json.of(FakeNode.ALICE.text()));
  }

  @Test
  void beginsAtThePresentAndWaits() throws Exception {
    feed.add("wallet.transfer", "past");
    assertThat(count(server.get("/api/events").body())).isZero();
    feed.asked = null;
    CompletableFuture<Reply> waiting =
        CompletableFuture.supplyAsync(() -> server.get("/api/events?wait=10"));
    while (feed.asked == null) {
      Thread.onSpinWait();
    }

    feed.add("wallet.transfer", "present");

    assertThat(count(waiting.get().body())).isEqualTo(1);
  }

  @Test
  void passesTheFilterOn() {
    server.get("/api/events?type=market.*,due&account=" + FakeNode.BOB.text());

    assertThat(feed.asked)
        .isEqualTo(new Feed.Filter(Set.of("market.*", "due"), Optional.of(FakeNode.BOB)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"since=x", "since=1.", "since=-1", "type=,", "wait=61", "limit=0", "since=1.2.3"})
  void refusesWhatItCannotRead(String query) {
    assertThat(server.get("/api/events?" + query).code()).isEqualTo("INVALID_REQUEST");
  }

  /** What a client of frames has seen. */
  private static final class Frames implements WebSocket.Listener {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public void onOpen(WebSocket socket) {
      socket.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        texts.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code + " " + reason);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable fault) {
      closed.complete("error");
    }

    Json.Obj next() throws Exception {
      String text = texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(text).isNotNull();
      return JsonParser.parseObject(Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8));
    }
  }

  private WebSocket open(String query, Frames frames) {
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/ws/events" + query);
    return HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, frames).join();
  }

  @Test
  void sendsWhatIsMissingThenWhatComes() throws Exception {
    feed.add("wallet.transfer", "past");
    Frames frames = new Frames();
    WebSocket socket = open("?since=0", frames);

    Json.Obj past = frames.next();
    assertThat(count(past)).isEqualTo(1);
    assertThat(past.get("next")).isEqualTo(Json.of("1.0"));
    feed.add("wallet.transfer", "present");
    Json.Obj present = frames.next();
    while (count(present) == 0) {
      present = frames.next();
    }
    assertThat(present.get("next")).isEqualTo(Json.of("2.0"));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  @Test
  void givesASignOfLifeWhereNothingHappens() throws Exception {
    Frames frames = new Frames();
    open("", frames);

    assertThat(count(frames.next())).isZero();
  }

  /** Over a plain socket, because the JDK's client does not always tell of an end in a message. */
  @Test
  void cutsAReaderThatDoesNotRead() throws Exception {
    String large = "x".repeat(1 << 20);
    for (int i = 0; i < LARGE_EVENTS; i++) {
      feed.add("wallet.transfer", large);
    }
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      slow.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      slow.getOutputStream().write(upgrade("/ws/events?since=0"));
      Frames clock = new Frames();
      open("", clock);
      for (int pulse = 0; pulse < ENOUGH_PULSES; pulse++) {
        clock.next();
      }

      assertThat(readToTheEnd(slow)).isLessThan((long) LARGE_EVENTS << 20);
    }
  }

  private byte[] upgrade(String path) {
    String head =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + server.port()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the number of bytes before the end; a reset is an end, too. */
  private static long readToTheEnd(Socket socket) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    try {
      for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
        total += read;
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("not cut after " + total + " bytes", e);
    } catch (SocketException e) {
      assertThat(total).isPositive();
    }
    return total;
  }

  @Test
  void takesNoMessages() throws Exception {
    Frames frames = new Frames();
    WebSocket socket = open("", frames);

    socket.sendText("hello", true).join();

    assertThat(frames.closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).startsWith("1008");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?since=x", "?sinse=1"})
  void refusesBeforeTheConnectionIsMade(String query) {
    assertThatThrownBy(() -> open(query, new Frames()))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .satisfies(it -> assertThat(status(it)).isEqualTo(400));
  }

  @Test
  void asksForTheTokenAsEverywhere() throws IOException {
    try (TestServer guarded = new TestServer(TestServer.withToken("secret-token"))) {
      URI uri = URI.create("ws://127.0.0.1:" + guarded.port() + "/ws/events");
      HttpClient client = HttpClient.newHttpClient();

      assertThatThrownBy(() -> client.newWebSocketBuilder().buildAsync(uri, new Frames()).join())
          .satisfies(it -> assertThat(status(it)).isEqualTo(401));
      client
          .newWebSocketBuilder()
          .header("Authorization", "Bearer secret-token")
          .buildAsync(uri, new Frames())
          .join();
      assertThatThrownBy(
              () ->
                  client
                      .newWebSocketBuilder()
                      .header("Authorization", "Bearer secret-token")
                      .header("Origin", "http://evil.example")
                      .buildAsync(uri, new Frames())
                      .join())
          .satisfies(it -> assertThat(status(it)).isEqualTo(403));
    }
  }

  private static int status(Throwable fault) {
    return ((WebSocketHandshakeException) Objects.requireNonNull(fault.getCause()))
        .getResponse()
        .statusCode();
  }
}
