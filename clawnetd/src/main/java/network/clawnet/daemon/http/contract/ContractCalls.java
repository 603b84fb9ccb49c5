package network.clawnet.daemon.http.contract;

import java.io.IOException;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Agreements.ContractView;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.market.DealWrites;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.ContractCodes;

/** Finds service contracts and writes events about them. */
public record ContractCalls(MarketCalls market) {
  /** Returns what writes the events. */
  DealWrites writes() {
    return new DealWrites(
        market,
        "contractId",
        id -> market.cases().agreements().contract(id).map(ContractJson::view));
  }

  /**
   * Returns the contract that the path names.
   *
   * @throws Refused CONTRACT_NOT_FOUND
   */
  ContractView find(Call call) throws Refused, DecodeException, IOException {
    Hash id = call.hash("id");
    return market
        .cases()
        .agreements()
        .contract(id)
        .orElseThrow(
            () -> new Refused(ContractCodes.NOT_FOUND, "no contract " + MarketCalls.text(id)));
  }

  /** Starts the payload of a step. */
  static Json.Builder payload(Call call, Contract contract) throws DecodeException {
    return Json.object()
        .put("contractId", contract.id().hex())
        .put("resourcePrev", MarketCalls.prev(call.body(), contract.lastEvent()));
  }
}
