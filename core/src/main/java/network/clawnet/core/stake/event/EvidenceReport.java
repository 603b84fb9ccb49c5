package network.clawnet.core.stake.event;

import java.util.Set;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.SignedBallot;
import network.clawnet.core.crypto.PublicKey;

/**
 * Payload of {@code consensus.evidence}: two ballots of one view that no honest key signs both.
 *
 * @param validator consensus key that signed both
 */
public record EvidenceReport(PublicKey validator, SignedBallot first, SignedBallot second) {
  private static final Set<String> MEMBERS = Set.of("validator", "first", "second");

  /** Returns the report of what a node has seen. */
  public static EvidenceReport of(PublicKey validator, Equivocation seen) {
    return new EvidenceReport(validator, seen.first().signed(), seen.second().signed());
  }

  /** Returns the payload to sign. */
  public Json.Obj payload() {
    return Json.object()
        .put("validator", KeyText.write(validator))
        .put("first", Base58.encode(first.encode()))
        .put("second", Base58.encode(second.encode()))
        .build();
  }

  static EvidenceReport decode(Json.Obj payload) throws DecodeException {
    JsonFields in = new JsonFields(payload).only(MEMBERS);
    SignedBallot first = ballot(in, "first");
    SignedBallot second = ballot(in, "second");
    if (!Equivocation.conflicts(first.ballot(), second.ballot())) {
      throw new DecodeException("\"first\" and \"second\" do not contradict each other");
    }
    return new EvidenceReport(KeyText.read(in), first, second);
  }

  private static SignedBallot ballot(JsonFields in, String name) throws DecodeException {
    return SignedBallot.decode(KeyText.readBytes(in, name, SignedBallot.MAX_BYTES));
  }
}
