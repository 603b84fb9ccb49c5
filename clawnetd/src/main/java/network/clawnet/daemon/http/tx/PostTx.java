package network.clawnet.daemon.http.tx;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Transactions;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;

/**
 * {@code POST /api/tx}: an event that was signed elsewhere, in its canonical bytes, or as {@code
 * application/x-ndjson} many of them, one a line, answered with one line each. A credential brings
 * in events of its own account only, of the kinds that its scopes cover.
 */
public record PostTx(Transactions transactions, LedgerWrites writes) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.post(
            "/api/tx",
            Scope.READ,
            "v",
            "chain",
            "type",
            "issuer",
            "pub",
            "ts",
            "nonce",
            "fee",
            "payload",
            "prev",
            "cosign",
            "hash",
            "sig")
        .asking("wait", "timeout")
        .takingLines();
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    if (call.body().isLines()) {
      return batch(call);
    }
    if (call.caller() instanceof Caller.Bearer) {
      authorize(call, call.body());
    }
    return writes.answer(
        transactions.submitSigned(trimmed(call.body().raw()), LedgerWrites.signedOptions(call)),
        done -> Answer.ok(receipt(done.issuer(), LedgerWrites.receipt(done))));
  }

  private CompletableFuture<Answer> batch(Call call) throws Refused, DecodeException {
    if (call.query().text("wait").isPresent() || call.headers().idempotencyKey() != null) {
      throw new DecodeException(
          "a batch takes neither \"wait\" nor Idempotency-Key: an event's hash is its own key");
    }
    List<byte[]> events = EventLines.split(call.body().raw());
    if (call.caller() instanceof Caller.Bearer) {
      for (byte[] event : events) {
        authorize(call, new Body(JsonParser.parseObject(event), event));
      }
    }
    return transactions.submitAll(events, writes.executor()).thenApply(EventLines::answer);
  }

  /** Refuses what the credential does not cover; of a batch then nothing is submitted. */
  private static void authorize(Call call, Body event) throws Refused, DecodeException {
    Did issuer = event.account("issuer");
    call.actingFor(Optional.of(issuer), issuer);
    Call.require(call.caller(), scope(event.text("type", 64)));
  }

  private static Json.Obj receipt(Did issuer, Json.Builder receipt) {
    return receipt.put("from", issuer.text()).build();
  }

  private static Scope scope(String type) {
    if (type.startsWith("wallet.escrow.")) {
      return Scope.ESCROW;
    }
    if (type.startsWith("wallet.")) {
      return Scope.TRANSFER;
    }
    return type.equals("identity.create") || type.equals("identity.update")
        ? Scope.ADMIN
        : Scope.MARKET;
  }

  /** An event is its canonical bytes; only the line end that tools put after a file is forgiven. */
  private static byte[] trimmed(byte[] raw) {
    return new String(raw, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
  }
}
