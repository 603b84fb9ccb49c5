package network.clawnet.daemon.http.feed;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.http.Query;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * {@code /ws/events}: the feed as frames, for programs that react. Each reader is served at its own
 * pace; one that does not read for too long is cut, and goes on later where it was.
 */
public final class EventSocket {
  /** Where it is. */
  public static final String PATH = "/ws/events";

  /** Close code for what this side does not take. */
  static final int REFUSED = 1008;

  private static final int GOING_AWAY = 1001;

  /** Readers at once. */
  private static final int MAX_READERS = 256;

  private static final int MAX_FRAME_BYTES = 4_096;
  private static final Set<String> QUERY = Set.of("since", "type", "account");

  private final Feed feed;
  private final Executor executor;
  private final Pace pace;
  private final ConcurrentHashMap<String, Session> readers = new ConcurrentHashMap<>();

  /**
   * How fast things go.
   *
   * @param pulse longest time without a frame; then one without events comes
   * @param send longest time that a frame may take to be sent
   * @param life longest time of a connection, so that credentials are checked again
   */
  public record Pace(Duration pulse, Duration send, Duration life) {
    /** What a node uses. */
    public static final Pace STANDARD =
        new Pace(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofHours(1));
  }

  /**
   * Makes the socket.
   *
   * @param executor threads for what comes after a frame was sent
   */
  public EventSocket(Feed feed, Executor executor, Pace pace) {
    this.feed = feed;
    this.executor = executor;
    this.pace = pace;
  }

  /** Refuses a reader before its connection is made one of frames. */
  public void check(Query query) throws Refused, DecodeException {
    query.only(QUERY);
    FeedQuery.of(query, feed);
    if (readers.size() >= MAX_READERS) {
      throw new Refused(AppCodes.OVERLOADED, "too many readers of events: try again later");
    }
  }

  /** Declares what happens on a connection. */
  public void declare(WsConfig config) {
    config.onConnect(this::connect);
    config.onMessage(it -> it.closeSession(REFUSED, "this connection takes no messages"));
    config.onBinaryMessage(it -> it.closeSession(REFUSED, "this connection takes no messages"));
    config.onClose(it -> readers.remove(it.sessionId()));
  }

  /** Ends all connections, because the node stops. */
  public void close() {
    readers.values().forEach(it -> it.close(GOING_AWAY, "the node stops", Callback.NOOP));
  }

  private void connect(WsConnectContext context) throws Refused, DecodeException {
    readers.put(context.sessionId(), context.session);
    context.session.setIdleTimeout(pace.pulse().multipliedBy(3));
    context.session.setMaxTextMessageSize(MAX_FRAME_BYTES);
    context.session.setMaxBinaryMessageSize(MAX_FRAME_BYTES);
    FeedQuery wanted = FeedQuery.of(new Query(context.queryParamMap()), feed);
    new EventStream(feed, wanted, context.session, executor, pace).run();
  }
}
