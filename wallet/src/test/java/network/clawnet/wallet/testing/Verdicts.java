package network.clawnet.wallet.testing;

import network.clawnet.core.event.Verdict;

/** Reads verdicts in tests. */
public final class Verdicts {
  /** What {@link #of} says of an accepted event. */
  public static final String ACCEPTED = "accepted";

  private Verdicts() {}

  /** Returns the refusal's code, or {@link #ACCEPTED}. */
  public static String of(Verdict verdict) {
    return verdict instanceof Verdict.Reject reject ? reject.code().text() : ACCEPTED;
  }

  /** Returns one detail of a refusal as JSON text, or {@code absent}. */
  public static String detail(Verdict verdict, String name) {
    return verdict instanceof Verdict.Reject reject && reject.details().containsKey(name)
        ? network.clawnet.core.codec.CanonicalJson.text(reject.details().get(name))
        : "absent";
  }
}
