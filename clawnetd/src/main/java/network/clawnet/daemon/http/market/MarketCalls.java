package network.clawnet.daemon.http.market;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.app.market.Cursor;
import network.clawnet.daemon.app.market.Deals.LeaseView;
import network.clawnet.daemon.app.market.Deals.OrderView;
import network.clawnet.daemon.app.market.MarketCases;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.app.market.Page;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Cosigns;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.market.lease.LeaseCodes;
import network.clawnet.market.listing.ListingCodes;
import network.clawnet.market.order.OrderCodes;

/** What the operations of the markets share: finding things, pages, and writing steps. */
public record MarketCalls(MarketCases cases, LedgerWrites writes) {
  /** Query parameters of every list. */
  public static final List<String> PAGE = List.of("limit", "cursor");

  /** Returns query parameters together with those of a page. */
  public static String[] paged(String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(PAGE);
    return all.toArray(String[]::new);
  }

  /** Returns which part of a list a call asks for. */
  public static Page.Part part(Call call) throws DecodeException {
    Optional<String> cursor = call.query().text("cursor");
    if (cursor.isEmpty()) {
      return new Page.Part(call.query().limit(), Optional.empty());
    }
    try {
      return new Page.Part(call.query().limit(), Optional.of(Cursor.parse(cursor.get())));
    } catch (DecodeException | IllegalArgumentException e) {
      throw new DecodeException("query parameter \"cursor\" must be the \"next\" of an answer");
    }
  }

  /** Answers with part of a list. */
  public static <T> CompletableFuture<Answer> list(
      String name, Page<T> page, Function<T, Json.Obj> json) {
    return Answer.now(
        Json.object()
            .put(name, Json.of(page.items().stream().map(json).toList()))
            .put("next", page.next().map(it -> Json.of(it.text())).orElse(null))
            .build());
  }

  /** Returns a hash as answers carry it. */
  public static String text(Hash hash) {
    return "0x" + hash.hex();
  }

  /**
   * Returns the listing that the path names.
   *
   * @throws Refused LISTING_NOT_FOUND
   */
  public ListingView listing(Call call) throws Refused, DecodeException, IOException {
    return listing(call.hash("id"));
  }

  /**
   * Returns the listing.
   *
   * @throws Refused LISTING_NOT_FOUND
   */
  public ListingView listing(Hash id) throws Refused, IOException {
    return cases
        .markets()
        .listing(id)
        .orElseThrow(() -> new Refused(ListingCodes.NOT_FOUND, "no listing " + text(id)));
  }

  /** Refuses a listing of another market than the path's. */
  static void require(Market market, ListingView view) throws Refused {
    String wanted = market.name().toLowerCase(Locale.ROOT);
    if (!view.listing().kind().text().equals(wanted)) {
      throw new Refused(
          ListingCodes.KIND,
          "this is a listing of " + view.listing().kind().text() + ", not of " + wanted);
    }
  }

  /**
   * Returns the order that the path names.
   *
   * @throws Refused ORDER_NOT_FOUND
   */
  public OrderView order(Call call) throws Refused, DecodeException, IOException {
    Hash id = call.hash("id");
    return cases
        .deals()
        .order(id)
        .orElseThrow(() -> new Refused(OrderCodes.NOT_FOUND, "no order " + text(id)));
  }

  /**
   * Returns the lease that the path names.
   *
   * @throws Refused LEASE_NOT_FOUND
   */
  public LeaseView lease(Call call) throws Refused, DecodeException, IOException {
    Hash id = call.hash("id");
    return cases
        .deals()
        .lease(id)
        .orElseThrow(() -> new Refused(LeaseCodes.NOT_FOUND, "no lease " + text(id)));
  }

  /** Returns the {@code resourcePrev} that a payload names: the body's, else the present one. */
  public static String prev(Body body, Hash present) throws DecodeException {
    return body.optionalHash("resourcePrev").orElse(present).hex();
  }

  /**
   * Returns whether a deal may do without an arbiter. A body that does not say accepts it where the
   * network has none at all.
   */
  public boolean withoutArbiter(Body body) throws DecodeException, IOException, Refused {
    return body.flag("withoutArbiter", cases.standing().seats(1, 0).total() == 0);
  }

  /** Writes an event; the members of its consents are read from the body. */
  public CompletableFuture<Answer> act(
      Call call, String type, Json.Obj payload, LedgerWrites.Reply reply)
      throws DecodeException, Refused {
    return writes.run(
        call, new LedgerWrites.Action(type, payload, Cosigns.read(call.body())), reply);
  }

  /** A question that a light node may refuse. */
  @FunctionalInterface
  public interface Question<T> {
    Optional<T> ask() throws IOException, Refused;
  }

  /** Returns what is to be shown after a write; nothing on a node that cannot look it up. */
  public static <T> Optional<T> shown(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  /** Returns the receipt and, where the node can show it already, the listing. */
  Json.Obj after(Submission done, Hash id) throws IOException {
    return merged(
        LedgerWrites.receipt(done).put("listingId", text(id)),
        shown(() -> cases.markets().listing(id)).map(ListingJson::view));
  }

  /** Returns a view with the members of a receipt over it. */
  public static Json.Obj merged(Json.Builder receipt, Optional<Json.Obj> view) {
    Json.Obj members = receipt.build();
    if (view.isEmpty()) {
      return members;
    }
    Json.Builder both = Json.object();
    view.get().members().forEach(both::put);
    members.members().forEach(both::put);
    return both.build();
  }
}
