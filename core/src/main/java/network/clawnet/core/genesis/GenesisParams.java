package network.clawnet.core.genesis;

import java.util.Optional;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;

/**
 * The numbers that all nodes of a network share. Each is part of the genesis document, so none can
 * change without a new network. Source: docs/protocol/genesis.md.
 *
 * @param epochMs length of an epoch in block time, milliseconds
 * @param heartbeatMs longest time without a block, milliseconds; 0 for never; used only with more
 *     than one validator
 * @param block limits of one block
 * @param events window and lane of events
 * @param fees what events cost
 * @param givenStake what the document says of stake; {@link #stake} holds where it says nothing
 * @param givenMarket the same of markets; see {@link #market}
 */
public record GenesisParams(
    long epochMs,
    long heartbeatMs,
    BlockLimits block,
    EventLimits events,
    Fees fees,
    Optional<StakeParams> givenStake,
    Optional<MarketRates> givenMarket) {
  private static final long DAY_MS = 86_400_000L;
  private static final Set<String> MEMBERS =
      Set.of("epochMs", "heartbeatMs", "block", "events", "fees", "stake", "market");

  public GenesisParams {
    if (epochMs < 1_000 || epochMs > 30 * DAY_MS || heartbeatMs < 0 || heartbeatMs > DAY_MS) {
      throw new IllegalArgumentException("epochMs or heartbeatMs out of range");
    }
    givenStake.ifPresent(it -> it.requireFor(epochMs));
  }

  /** Says nothing of stake and markets. */
  public GenesisParams(
      long epochMs, long heartbeatMs, BlockLimits block, EventLimits events, Fees fees) {
    this(epochMs, heartbeatMs, block, events, fees, Optional.empty());
  }

  /** Says nothing of markets. */
  public GenesisParams(
      long epochMs,
      long heartbeatMs,
      BlockLimits block,
      EventLimits events,
      Fees fees,
      Optional<StakeParams> givenStake) {
    this(epochMs, heartbeatMs, block, events, fees, givenStake, Optional.empty());
  }

  /** Returns what holds for stake. */
  public StakeParams stake() {
    return givenStake.orElseGet(() -> StakeParams.standard(epochMs));
  }

  /** Returns what holds for markets. */
  public MarketRates market() {
    return givenMarket.orElseGet(MarketRates::standard);
  }

  /** Returns the parameters of the built-in {@code local} network. */
  public static GenesisParams local() {
    return new GenesisParams(
        600_000,
        15_000,
        new BlockLimits(8 * 1024 * 1024, 20_000, 400_000),
        EventLimits.standard(),
        Fees.standard());
  }

  /**
   * Limits of one block.
   *
   * @param maxBytes largest body, length prefixes included
   * @param maxExecutionUnits largest sum of the events' fixed costs, microseconds of one core
   */
  public record BlockLimits(int maxBytes, int maxEvents, int maxExecutionUnits) {
    public BlockLimits {
      if (maxBytes < 128 * 1024 || maxBytes > 64 * 1024 * 1024) {
        throw new IllegalArgumentException("block.maxBytes out of range");
      }
      if (maxEvents < 1 || maxEvents > 100_000 || maxExecutionUnits < 10_000) {
        throw new IllegalArgumentException("block limits out of range");
      }
    }
  }

  /**
   * Window and free lane of events.
   *
   * @param maxAgeMs how much older than its block an event may be
   * @param maxAheadMs how much younger than its block an event may claim to be
   */
  public record EventLimits(
      long maxAgeMs, long maxAheadMs, long laneBytesPerSecond, long laneBurstBytes) {
    public EventLimits {
      if (maxAgeMs < 60_000
          || maxAgeMs > 30 * DAY_MS
          || maxAheadMs < 1_000
          || maxAheadMs > DAY_MS) {
        throw new IllegalArgumentException("event window out of range");
      }
    }

    static EventLimits standard() {
      return new EventLimits(DAY_MS, 600_000, 64 * 1024, 1024 * 1024);
    }
  }

  /**
   * What events cost.
   *
   * @param transferMin least fee of a transfer, Token
   * @param escrowBasisPoints fee for locking money in an escrow, in 1/10 000 of the amount
   * @param escrowMin least fee for locking money in an escrow, Token
   */
  public record Fees(long transferMin, long escrowBasisPoints, long escrowMin) {
    public Fees {
      if (transferMin < 0
          || transferMin > 1_000_000
          || escrowMin < 0
          || escrowMin > 1_000_000
          || escrowBasisPoints < 0
          || escrowBasisPoints > 10_000) {
        throw new IllegalArgumentException("fees out of range");
      }
    }

    static Fees standard() {
      return new Fees(1, 50, 1);
    }
  }

  Json.Obj toJson() {
    Json.Builder out =
        Json.object()
            .put("epochMs", epochMs)
            .put("heartbeatMs", heartbeatMs)
            .put(
                "block",
                Json.object()
                    .put("maxBytes", block.maxBytes())
                    .put("maxEvents", block.maxEvents())
                    .put("maxExecutionUnits", block.maxExecutionUnits())
                    .build())
            .put(
                "events",
                Json.object()
                    .put("maxAgeMs", events.maxAgeMs())
                    .put("maxAheadMs", events.maxAheadMs())
                    .put("laneBytesPerSecond", events.laneBytesPerSecond())
                    .put("laneBurstBytes", events.laneBurstBytes())
                    .build())
            .put(
                "fees",
                Json.object()
                    .put("transferMin", fees.transferMin())
                    .put("escrowBasisPoints", fees.escrowBasisPoints())
                    .put("escrowMin", fees.escrowMin())
                    .build());
    givenStake.ifPresent(it -> out.put("stake", it.toJson()));
    givenMarket.ifPresent(it -> out.put("market", it.toJson()));
    return out.build();
  }

  static GenesisParams fromJson(Json.Obj json) throws DecodeException {
    JsonFields in = new JsonFields(json).only(MEMBERS);
    try {
      return new GenesisParams(
          number(in, "epochMs"),
          number(in, "heartbeatMs"),
          blockLimits(in.object("block")),
          eventLimits(in.object("events")),
          fees(in.object("fees")),
          in.has("stake")
              ? Optional.of(StakeParams.fromJson(in.object("stake")))
              : Optional.empty(),
          in.has("market")
              ? Optional.of(MarketRates.fromJson(in.object("market")))
              : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new DecodeException("params: " + e.getMessage());
    }
  }

  private static BlockLimits blockLimits(Json.Obj json) throws DecodeException {
    JsonFields in = new JsonFields(json).only(Set.of("maxBytes", "maxEvents", "maxExecutionUnits"));
    return new BlockLimits(
        (int) in.integer("maxBytes", 1, Integer.MAX_VALUE),
        (int) in.integer("maxEvents", 1, Integer.MAX_VALUE),
        (int) in.integer("maxExecutionUnits", 1, Integer.MAX_VALUE));
  }

  private static EventLimits eventLimits(Json.Obj json) throws DecodeException {
    JsonFields in =
        new JsonFields(json)
            .only(Set.of("maxAgeMs", "maxAheadMs", "laneBytesPerSecond", "laneBurstBytes"));
    return new EventLimits(
        number(in, "maxAgeMs"),
        number(in, "maxAheadMs"),
        number(in, "laneBytesPerSecond"),
        number(in, "laneBurstBytes"));
  }

  private static Fees fees(Json.Obj json) throws DecodeException {
    JsonFields in =
        new JsonFields(json).only(Set.of("transferMin", "escrowBasisPoints", "escrowMin"));
    return new Fees(
        number(in, "transferMin"), number(in, "escrowBasisPoints"), number(in, "escrowMin"));
  }

  private static long number(JsonFields in, String name) throws DecodeException {
    return in.integer(name, 0, Json.Num.MAX);
  }
}
