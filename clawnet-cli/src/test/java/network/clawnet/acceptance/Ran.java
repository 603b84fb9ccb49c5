package network.clawnet.acceptance;

import java.util.List;

/** What a program left behind when it ended. */
record Ran(List<String> command, int exit, String out, String err) {
  /** Returns itself if the program ended with this code, else fails with all that it said. */
  Ran expect(int code) {
    if (exit != code) {
      throw new AssertionError("expected exit code " + code + "\n" + this);
    }
    return this;
  }

  @Override
  public String toString() {
    return String.join(" ", command) + "\nexit " + exit + "\nout: " + out + "\nerr: " + err;
  }
}
