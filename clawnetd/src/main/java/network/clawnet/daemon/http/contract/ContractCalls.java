package network.clawnet.daemon.http.contract;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.app.market.Agreements.ContractView;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.ContractCodes;

/** Writes events about service contracts and answers with the contract. */
public record ContractCalls(MarketCalls market) {
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

  /** Writes the event that makes a contract: its hash is the contract's id. */
  CompletableFuture<Answer> begin(Call call, String type, Json.Obj payload)
      throws DecodeException, Refused {
    return market
        .writes()
        .run(
            call,
            new LedgerWrites.Action(type, payload),
            done -> Answer.created(after(done, done.hash())));
  }

  /** Writes an event about a contract. */
  CompletableFuture<Answer> step(Call call, String type, Hash contract, Json.Obj payload)
      throws DecodeException, Refused {
    return market.act(call, type, payload, done -> Answer.ok(after(done, contract)));
  }

  private Json.Obj after(Submission done, Hash id) throws IOException {
    return MarketCalls.merged(
        LedgerWrites.receipt(done).put("contractId", MarketCalls.text(id)),
        MarketCalls.shown(() -> market.cases().agreements().contract(id)).map(ContractJson::view));
  }
}
