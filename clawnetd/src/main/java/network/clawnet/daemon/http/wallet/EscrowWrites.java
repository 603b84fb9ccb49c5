package network.clawnet.daemon.http.wallet;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.EscrowView;
import network.clawnet.daemon.app.LedgerQueries;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Cosigns;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.wallet.escrow.EscrowCodes;

/** What all actions on an escrow share: finding it, its resourcePrev, and showing it afterwards. */
public record EscrowWrites(LedgerQueries ledger, LedgerWrites writes) {
  /**
   * Returns the escrow that the path names.
   *
   * @throws Refused ESCROW_NOT_FOUND
   */
  EscrowView find(Call call) throws Refused, DecodeException, IOException {
    String id = call.id("id");
    Optional<EscrowView> escrow = ledger.escrow(id);
    if (escrow.isEmpty()) {
      throw new Refused(EscrowCodes.NOT_FOUND, "there is no escrow \"" + id + "\"");
    }
    return escrow.get();
  }

  /** Starts the payload of an action; a missing resourcePrev is the escrow's present one. */
  Json.Builder payload(Call call, EscrowView escrow) throws DecodeException {
    Hash prev = call.body().optionalHash("resourcePrev").orElse(escrow.resourcePrev());
    return Json.object().put("escrowId", escrow.id()).put("resourcePrev", prev.hex());
  }

  /** Puts the amount into a payload. */
  static Json.Builder with(Json.Builder payload, Tokens amount) {
    return payload.put("amount", amount.toString());
  }

  /** Submits the action and answers with the escrow as it is then. */
  CompletableFuture<Answer> act(Call call, String type, String escrowId, Json.Obj payload)
      throws DecodeException, Refused {
    return writes.run(
        call,
        new LedgerWrites.Action(type, payload, Cosigns.read(call.body())),
        done -> Answer.ok(answer(done, escrowId)));
  }

  /** Returns the receipt and, where the node can show it already, the escrow. */
  Json.Obj answer(Submission done, String escrowId) throws IOException, Refused {
    Json.Obj receipt = LedgerWrites.receipt(done).put("id", escrowId).build();
    Optional<EscrowView> escrow = ledger.escrow(escrowId);
    if (escrow.isEmpty()) {
      return receipt;
    }
    Json.Builder both = EscrowJson.terms(escrow.get());
    receipt.members().forEach(both::put);
    return both.build();
  }
}
