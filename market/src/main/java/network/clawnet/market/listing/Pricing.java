package network.clawnet.market.listing;

import java.util.Set;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.units.Tokens;

/**
 * What a listing asks or offers.
 *
 * @param price of info or a task; of one unit or one period of a capability; a range's least
 * @param max a range's most; else the price
 * @param periodMs length of a period, milliseconds; 0 where units are counted
 * @param limit most units, or most periods, of one lease; 0 for no lease
 */
public record Pricing(Tokens price, Tokens max, long periodMs, long limit) {
  /** Most units of one lease. */
  public static final long MAX_UNITS = 1_000_000_000L;

  /** Shortest period, milliseconds. */
  public static final long MIN_PERIOD_MS = 1_000;

  /** Longest period, milliseconds. */
  public static final long MAX_PERIOD_MS = 31_536_000_000L;

  /** Most periods of one lease. */
  public static final long MAX_PERIODS = 1_000;

  private static final Set<String> PLAN =
      Set.of("type", "price", "maxUnits", "periodMs", "maxPeriods");

  /** Returns one price. */
  public static Pricing fixed(Tokens price) {
    return new Pricing(price, price, 0, 0);
  }

  /** Returns whether a lease is paid by the period, not by the unit. */
  public boolean isSubscription() {
    return periodMs > 0;
  }

  Pricing withPrice(Tokens newPrice) {
    return new Pricing(newPrice, newPrice, periodMs, limit);
  }

  static Pricing range(Json.Obj range) throws DecodeException {
    JsonFields in = new JsonFields(range).only(Set.of("min", "max"));
    return new Pricing(in.amount("min"), in.amount("max"), 0, 0);
  }

  static Pricing plan(Json.Obj plan) throws DecodeException {
    JsonFields in = new JsonFields(plan).only(PLAN);
    Tokens price = in.amount("price");
    String type = in.text("type", 32);
    return switch (type) {
      case "pay_per_use" -> {
        refuse(in, "periodMs", "maxPeriods");
        long units = in.optionalInteger("maxUnits", 1, MAX_UNITS).orElse(MAX_UNITS);
        yield new Pricing(price, price, 0, units);
      }
      case "subscription" -> {
        refuse(in, "maxUnits");
        long period = in.integer("periodMs", MIN_PERIOD_MS, MAX_PERIOD_MS);
        long periods = in.optionalInteger("maxPeriods", 1, MAX_PERIODS).orElse(MAX_PERIODS);
        yield new Pricing(price, price, period, periods);
      }
      default -> throw new DecodeException("\"type\" must be pay_per_use or subscription");
    };
  }

  void write(ByteWriter out) {
    out.u64(price.value()).u64(max.value()).u64(periodMs).u64(limit);
  }

  static Pricing read(ByteReader in) throws DecodeException {
    return new Pricing(new Tokens(in.u64()), new Tokens(in.u64()), in.u64(), in.u64());
  }

  private static void refuse(JsonFields in, String... names) throws DecodeException {
    for (String name : names) {
      if (in.has(name)) {
        throw new DecodeException("\"" + name + "\" is not of this type of plan");
      }
    }
  }
}
