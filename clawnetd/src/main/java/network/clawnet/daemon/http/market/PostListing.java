package network.clawnet.daemon.http.market;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;
import network.clawnet.market.listing.PublishRules;

/** {@code POST /api/markets/info}, {@code /tasks}, {@code /capabilities}: publishes a listing. */
public record PostListing(Market market, MarketCalls calls) implements Route {
  @Override
  public Endpoint endpoint() {
    Set<String> members = new TreeSet<>(About.members(market));
    members.addAll(Set.of("terms", "expiresAt"));
    members.addAll(
        switch (market) {
          case INFO -> Set.of("price", "pricing", "contentHash", "maxOpen", "operator");
          case TASK -> Set.of("price", "pricing");
          case CAPABILITY -> Set.of("plan", "maxOpen", "operator");
        });
    return Endpoint.ledgerWrite(
        MarketPaths.of(market), Scope.MARKET, members.toArray(String[]::new));
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Body body = call.body();
    Json.Builder payload = Json.object().put("about", About.read(body));
    OfferMembers.put(body, payload);
    return switch (market) {
      case INFO -> {
        Tokens price = Prices.fixed(body).orElseThrow(Prices::missing);
        yield publish(call, PublishRules.INFO, payload.put("price", price.toString()).build());
      }
      case TASK -> publish(call, PublishRules.TASK, task(body, payload));
      case CAPABILITY ->
          publish(call, PublishRules.CAPABILITY, payload.put("plan", Prices.plan(body)).build());
    };
  }

  private static Json.Obj task(Body body, Json.Builder payload) throws DecodeException, Refused {
    Optional<Json.Obj> range = Prices.range(body);
    return range.isPresent()
        ? payload.put("range", range.get()).build()
        : payload.put("amount", Prices.fixed(body).orElseThrow(Prices::missing).toString()).build();
  }

  private CompletableFuture<Answer> publish(Call call, String type, Json.Obj payload)
      throws Refused, DecodeException {
    return calls
        .writes()
        .run(
            call,
            new LedgerWrites.Action(type, payload),
            done -> Answer.created(calls.after(done, done.hash())));
  }
}
