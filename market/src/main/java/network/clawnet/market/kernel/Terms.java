package network.clawnet.market.kernel;

import java.util.Set;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;

/**
 * How long each side of a deal may take, and what silence means. Source: docs/protocol/market.md,
 * section 2.1.
 *
 * @param deliverMs time to deliver, milliseconds
 * @param reviewMs time to answer, milliseconds
 * @param disputeMs time to rule, milliseconds
 * @param revisions how often the buyer may send work back
 * @param silentShare the seller's part where nobody rules, in 1/10 000
 */
public record Terms(long deliverMs, long reviewMs, long disputeMs, int revisions, int silentShare) {
  /** A day to deliver, three to answer, a week to rule, three revisions, half and half. */
  public static final Terms DEFAULT = new Terms(86_400_000L, 259_200_000L, 604_800_000L, 3, 5_000);

  /** Longest time to deliver, milliseconds. */
  public static final long MAX_DELIVER_MS = 31_536_000_000L;

  /** Longest time to answer or to rule, milliseconds. */
  public static final long MAX_WINDOW_MS = 7_776_000_000L;

  /** Shortest of all times, milliseconds. */
  public static final long MIN_WINDOW_MS = 1_000;

  /** Most revisions. */
  public static final int MAX_REVISIONS = 16;

  private static final Set<String> MEMBERS =
      Set.of("deliverMs", "reviewMs", "disputeMs", "revisions", "silentShare");

  /** Returns the member {@code terms}, each part with its default. */
  public static Terms in(JsonFields payload) throws DecodeException {
    return payload.has("terms") ? decode(payload.object("terms")) : DEFAULT;
  }

  /** Reads a time to deliver, if present. */
  public static long deliverMs(JsonFields in, long absent) throws DecodeException {
    return in.optionalInteger("deliverMs", MIN_WINDOW_MS, MAX_DELIVER_MS).orElse(absent);
  }

  public Terms withDeliverMs(long millis) {
    return new Terms(millis, reviewMs, disputeMs, revisions, silentShare);
  }

  public void write(ByteWriter out) {
    out.u64(deliverMs).u64(reviewMs).u64(disputeMs).u8(revisions).u16(silentShare);
  }

  /** Reads what {@link #write} wrote. */
  public static Terms read(ByteReader in) throws DecodeException {
    return new Terms(in.u64(), in.u64(), in.u64(), in.u8(), in.u16());
  }

  private static Terms decode(Json.Obj terms) throws DecodeException {
    JsonFields in = new JsonFields(terms).only(MEMBERS);
    return new Terms(
        deliverMs(in, DEFAULT.deliverMs),
        in.optionalInteger("reviewMs", MIN_WINDOW_MS, MAX_WINDOW_MS).orElse(DEFAULT.reviewMs),
        in.optionalInteger("disputeMs", MIN_WINDOW_MS, MAX_WINDOW_MS).orElse(DEFAULT.disputeMs),
        (int) in.optionalInteger("revisions", 0, MAX_REVISIONS).orElse(DEFAULT.revisions),
        (int) in.optionalInteger("silentShare", 0, MarketParams.WHOLE).orElse(DEFAULT.silentShare));
  }
}
