package network.clawnet.core.genesis;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.units.Tokens;

/**
 * What deals and arbiters cost on a network. Source: docs/protocol/genesis.md.
 *
 * @param info market fee of info, in 1/10 000 of what the seller gets
 * @param task the same of tasks
 * @param lease the same of leases
 * @param contract the same of service contracts, for each milestone
 * @param arbitration part of a disputed amount that goes to the arbiter who rules, in 1/10 000
 * @param feeCap largest market fee and largest arbitration fee, Token
 * @param seat what the seat of an arbiter costs, and how long it stays locked
 */
public record MarketRates(
    int info, int task, int lease, int contract, int arbitration, long feeCap, Seat seat) {
  private static final int WHOLE = 10_000;
  private static final long MAX_UNBONDING_MS = 3_650L * 86_400_000;
  private static final Set<String> MEMBERS =
      Set.of(
          "infoBasisPoints",
          "taskBasisPoints",
          "leaseBasisPoints",
          "contractBasisPoints",
          "arbitrationBasisPoints",
          "feeCap",
          "seatStake",
          "seatUnbondingMs");

  public MarketRates {
    for (int rate : new int[] {info, task, lease, contract, arbitration}) {
      if (rate < 0 || rate > WHOLE) {
        throw new IllegalArgumentException("market rates are from 0 to " + WHOLE);
      }
    }
    if (feeCap < 1 || feeCap > Tokens.MAX) {
      throw new IllegalArgumentException("market.feeCap out of range");
    }
  }

  /**
   * What an arbiter puts up.
   *
   * @param stake Token
   * @param unbondingMs how long it stays locked after the seat was given up, milliseconds
   */
  public record Seat(long stake, long unbondingMs) {
    public Seat {
      if (stake < 1 || stake > Tokens.MAX || unbondingMs < 1 || unbondingMs > MAX_UNBONDING_MS) {
        throw new IllegalArgumentException("market.seatStake or seatUnbondingMs out of range");
      }
    }
  }

  /** Returns what holds for a document that says nothing. */
  public static MarketRates standard() {
    return new MarketRates(200, 500, 300, 500, 200, 100_000, new Seat(1_000, 604_800_000));
  }

  Json.Obj toJson() {
    return Json.object()
        .put("infoBasisPoints", info)
        .put("taskBasisPoints", task)
        .put("leaseBasisPoints", lease)
        .put("contractBasisPoints", contract)
        .put("arbitrationBasisPoints", arbitration)
        .put("feeCap", feeCap)
        .put("seatStake", seat.stake())
        .put("seatUnbondingMs", seat.unbondingMs())
        .build();
  }

  static MarketRates fromJson(Json.Obj json) throws DecodeException {
    JsonFields in = new JsonFields(json).only(MEMBERS);
    return new MarketRates(
        rate(in, "infoBasisPoints"),
        rate(in, "taskBasisPoints"),
        rate(in, "leaseBasisPoints"),
        rate(in, "contractBasisPoints"),
        rate(in, "arbitrationBasisPoints"),
        in.integer("feeCap", 1, Tokens.MAX),
        new Seat(
            in.integer("seatStake", 1, Tokens.MAX),
            in.integer("seatUnbondingMs", 1, MAX_UNBONDING_MS)));
  }

  private static int rate(JsonFields in, String name) throws DecodeException {
    return (int) in.integer(name, 0, WHOLE);
  }
}
