package network.clawnet.core.config;

/**
 * A remark on a configuration, for the operator.
 *
 * @param where the file and line, variable or flag that it is about
 * @param text what is wrong and what would be right
 */
public record ConfigNote(String where, String text) {
  @Override
  public String toString() {
    return where + ": " + text;
  }
}
