package network.clawnet.daemon.http.market;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.wallet.Subject;

/** The query of a list of deals. */
public final class DealQuery {
  private static final String[] NAMES = {"did", "address", "role", "state", "listing"};

  private DealQuery() {}

  /** Returns the names of its parameters. */
  public static String[] names() {
    return MarketCalls.paged(NAMES);
  }

  /** Reads which deals a call asks for: those of a listing, else those of an account. */
  public static Deals.Wanted of(Call call, Subject subject, Optional<String> state)
      throws DecodeException, Refused {
    Optional<Hash> listing = call.query().hash("listing");
    boolean party = listing.isEmpty() || call.query().account("did", "address").isPresent();
    return new Deals.Wanted(
        party ? Optional.of(subject.of(call)) : Optional.empty(),
        call.query().choice("role", Deals.Role.class, Deals.Role.ALL),
        listing,
        state);
  }

  /** Reads {@code state}, a constant in lower case. */
  public static <E extends Enum<E>> Optional<E> state(Call call, Class<E> type)
      throws DecodeException {
    Optional<String> text = call.query().text("state");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (E state : type.getEnumConstants()) {
      if (name(state).equals(text.get())) {
        return Optional.of(state);
      }
    }
    throw new DecodeException(
        "query parameter \"state\" must be one of "
            + Arrays.stream(type.getEnumConstants())
                .map(DealQuery::name)
                .collect(Collectors.joining(", ")));
  }

  private static String name(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
