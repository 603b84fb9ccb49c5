package network.clawnet.daemon.light;

import java.util.concurrent.ExecutionException;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;

/** What a light node cannot answer, and why. */
final class LightRefusals {
  private LightRefusals() {}

  /** Returns why a question to full nodes failed. */
  static String cause(ExecutionException fault) {
    Throwable cause = fault.getCause();
    return String.valueOf((cause == null ? fault : cause).getMessage());
  }

  static Refused list(String what) {
    return new Refused(
        AppCodes.NOT_ON_LIGHT_NODE,
        "a light node cannot prove that a list of " + what + " is complete: ask a full node");
  }

  static Refused markets() {
    return new Refused(
        AppCodes.NOT_ON_LIGHT_NODE, "a light node does not look at markets yet: ask a full node");
  }

  static Refused messages() {
    return new Refused(
        AppCodes.NOT_ON_LIGHT_NODE,
        "a light node passes no messages on yet: use the account on a full node");
  }

  static Refused blocks() {
    return new Refused(AppCodes.NOT_ON_LIGHT_NODE, "a light node keeps no blocks: ask a full node");
  }
}
