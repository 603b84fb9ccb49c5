package network.clawnet.daemon.audit;

import java.util.Optional;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AuditLog;

/**
 * A signature as the log keeps it.
 *
 * @param time epoch milliseconds
 * @param type event type, or {@code cosign …}
 * @param event absent for a consent
 * @param credential id of the credential, absent for the operator
 */
public record Signature(
    long time,
    Did did,
    String type,
    Optional<Hash> event,
    Optional<Tokens> amount,
    Optional<Did> to,
    Optional<String> credential) {
  private static final int VERSION = 1;
  private static final int MAX_TEXT_CHARS = 128;

  byte[] encode() {
    Json.Builder out =
        Json.object()
            .put("v", VERSION)
            .put("time", time)
            .put("did", did.text())
            .put("type", type)
            .put("event", event.map(Hash::hex).orElse(null))
            .put("amount", amount.map(Tokens::toString).orElse(null))
            .put("to", to.map(Did::text).orElse(null))
            .put("credential", credential.orElse(null));
    return CanonicalJson.encode(out.build());
  }

  static Signature decode(byte[] bytes) throws DecodeException {
    JsonFields in = new JsonFields(JsonParser.parseObject(bytes));
    in.integer("v", VERSION, VERSION);
    return new Signature(
        in.integer("time", 0, Json.Num.MAX),
        Did.parse(in.text("did", MAX_TEXT_CHARS)),
        in.text("type", MAX_TEXT_CHARS),
        in.has("event") ? Optional.of(Hash.parse(in.text("event", 64))) : Optional.empty(),
        in.optionalAmount("amount"),
        in.has("to") ? Optional.of(Did.parse(in.text("to", MAX_TEXT_CHARS))) : Optional.empty(),
        in.optionalText("credential", MAX_TEXT_CHARS));
  }

  AuditLog.Entry entry(long seq, String outcome) {
    return new AuditLog.Entry(seq, time, did, type, event, amount, to, credential, outcome);
  }
}
