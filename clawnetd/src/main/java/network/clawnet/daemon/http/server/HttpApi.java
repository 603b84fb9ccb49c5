package network.clawnet.daemon.http.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.websocket.WsHandlerType;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Query;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.feed.EventSocket;
import network.clawnet.daemon.http.guard.Guards;
import network.clawnet.daemon.http.guard.Inbound;

/**
 * Declares the routes and puts the guards in front of all of them, unknown ones included. Errors
 * become answers here and in {@link Exchange}, and nowhere else.
 */
final class HttpApi {
  /** Set on requests that came by the Unix socket. */
  static final String OVER_SOCKET = "clawnet.overSocket";

  private static final String CALLER = "clawnet.caller";
  private static final String STARTED = "clawnet.started";

  private final Guards guards;
  private final Exchange.Settings settings;
  private final Observer observer;
  private final Set<String> openPaths = new HashSet<>();

  /** Is told of each answer. */
  @FunctionalInterface
  interface Observer {
    void answered(String method, String route, int status, long nanos);
  }

  HttpApi(Guards guards, Exchange.Settings settings, Observer observer) {
    this.guards = guards;
    this.settings = settings;
    this.observer = observer;
  }

  /** Declares the routes. */
  void install(RoutesConfig config, List<Route> routes) {
    config.before(this::admit);
    for (Route route : routes) {
      Endpoint endpoint = route.endpoint();
      if (endpoint.scope().isEmpty()) {
        openPaths.add(endpoint.path());
      }
      Exchange.Served served = new Exchange.Served(route, endpoint);
      Handler handler = context -> new Exchange(context, served, caller(context), settings).run();
      config.addHttpHandler(
          HandlerType.findOrCreate(endpoint.method().name()), endpoint.path(), handler);
      if (endpoint.method() == Endpoint.Method.GET) {
        config.addHttpHandler(HandlerType.HEAD, endpoint.path(), handler);
      }
    }
    config.exception(HttpResponseException.class, (fault, context) -> refuse(context, fault));
    config.exception(Exception.class, (fault, context) -> refuse(context, fault));
    config.after(this::observe);
  }

  /** Declares the connection that tells events, behind the same guards. */
  void install(RoutesConfig config, EventSocket events) {
    config.addHttpHandler(
        HandlerType.WEBSOCKET_BEFORE_UPGRADE,
        EventSocket.PATH,
        context -> {
          admit(context);
          Call.require(caller(context), Scope.READ);
          events.check(new Query(context.queryParamMap()));
        });
    config.addWsHandler(WsHandlerType.WEBSOCKET, EventSocket.PATH, events::declare);
  }

  private void admit(Context context) throws Refused, IOException {
    context.attribute(STARTED, System.nanoTime());
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    context.attribute(CALLER, caller(context, openPaths.contains(context.path())));
  }

  private Caller caller(Context context, boolean open) throws Refused, IOException {
    if (open) {
      return Caller.Operator.LOCAL;
    }
    return guards.admit(
        new Inbound(
            context.req().getAttribute(OVER_SOCKET) != null,
            Objects.requireNonNullElse(context.req().getRemoteAddr(), ""),
            context.header("Host"),
            context.header("Origin"),
            context.header("Authorization")));
  }

  private static Caller caller(Context context) {
    return Objects.requireNonNull(context.<Caller>attribute(CALLER), "the guards did not run");
  }

  private void refuse(Context context, Exception fault) {
    if (fault instanceof MethodNotAllowedResponse other) {
      context.header("Allow", other.getDetails().getOrDefault("availableMethods", ""));
    }
    if (fault instanceof Refused refused && refused.code().text().equals("UNAUTHORIZED")) {
      context.header("WWW-Authenticate", "Bearer");
    }
    Exchange.write(context, Faults.answer(fault, context.method() + " " + context.path()));
  }

  private void observe(Context context) {
    Long started = context.attribute(STARTED);
    if (started != null) {
      observer.answered(
          context.method().name(),
          pattern(context),
          context.statusCode(),
          System.nanoTime() - started);
    }
  }

  private static String pattern(Context context) {
    var matched = context.endpoints().matchedHttpEndpoint();
    return matched == null ? "none" : matched.path;
  }
}
