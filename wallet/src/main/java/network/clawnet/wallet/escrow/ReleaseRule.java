package network.clawnet.wallet.escrow;

import java.util.Locale;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.event.EventContext;

/**
 * One way in which an escrow's money may go to the beneficiary.
 *
 * @param id a name, unique within its escrow
 * @param by who must sign
 * @param notBefore block time from which it may be used, epoch milliseconds; 0 for always
 */
public record ReleaseRule(String id, By by, long notBefore) {
  private static final Set<String> MEMBERS = Set.of("id", "by", "notBefore");

  /** Who must sign a release. The codes are stored and never change. */
  public enum By {
    DEPOSITOR(0),
    BENEFICIARY(1),
    ARBITER(2),
    BOTH(3);

    private final int code;

    By(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static By ofCode(int code) throws DecodeException {
      for (By by : values()) {
        if (by.code == code) {
          return by;
        }
      }
      throw new DecodeException("unknown signer of a rule: " + code);
    }

    /** Returns the text used in payloads. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean authorizes(EventContext context, EscrowTerms terms) {
      return switch (this) {
        case DEPOSITOR -> context.signedBy(terms.depositor());
        case BENEFICIARY -> context.signedBy(terms.beneficiary());
        case ARBITER -> terms.arbiter().filter(context::signedBy).isPresent();
        case BOTH -> context.signedBy(terms.depositor()) && context.signedBy(terms.beneficiary());
      };
    }
  }

  Json.Obj payload() {
    Json.Builder out = Json.object().put("id", id).put("by", by.text());
    return notBefore == 0 ? out.build() : out.put("notBefore", notBefore).build();
  }

  static ReleaseRule decode(Json.Obj rule) throws DecodeException {
    JsonFields in = new JsonFields(rule).only(MEMBERS);
    return new ReleaseRule(
        EscrowIds.name(in, "id"),
        by(in.optionalText("by", 16).orElse(By.DEPOSITOR.text())),
        in.optionalInteger("notBefore", 0, Json.Num.MAX).orElse(0));
  }

  private static By by(String text) throws DecodeException {
    for (By by : By.values()) {
      if (by.text().equals(text)) {
        return by;
      }
    }
    throw new DecodeException("\"by\" must be depositor, beneficiary, arbiter or both");
  }
}
