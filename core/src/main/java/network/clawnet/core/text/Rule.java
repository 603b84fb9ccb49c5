package network.clawnet.core.text;

/** The horizontal line around titles. */
public final class Rule {
  /** The line, as wide as the runtime document draws it. */
  public static final String LINE = "━".repeat(41);

  private Rule() {}
}
