package network.clawnet.core.journal;

import java.util.List;

/** The outcome of opening a journal. */
public sealed interface Opening {
  /**
   * The journal can be used.
   *
   * @param replay the records that survived, in order; to be read before the first append
   * @param repairs one sentence for each thing that was repaired or dropped; empty means clean
   */
  record Opened(Journal journal, Replay replay, List<String> repairs) implements Opening {
    public boolean isClean() {
      return repairs.isEmpty();
    }
  }

  /**
   * Records that may have been acted upon are damaged. Nothing was changed; the node must not sign
   * in this epoch.
   *
   * @param offset first damaged place, in bytes from the start of the file
   * @param wayOut what the operator can do
   */
  record Refused(String file, long offset, String reason, String wayOut) implements Opening {
    @Override
    public String toString() {
      return file + " at byte " + offset + ": " + reason + ". " + wayOut;
    }
  }
}
