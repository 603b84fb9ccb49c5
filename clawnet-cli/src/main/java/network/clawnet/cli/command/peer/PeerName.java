package network.clawnet.cli.command.peer;

import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.Failure;

/** A node as people name it: its id, or an address that ends in the id. */
final class PeerName {
  private static final String MARK = "/p2p/";

  private PeerName() {}

  /** Returns the id. */
  static String id(Call call, String text) throws Failure {
    new Values(call).identifier(text);
    if (!text.startsWith("/")) {
      return text;
    }
    int mark = text.lastIndexOf(MARK);
    if (mark < 0 || mark + MARK.length() == text.length()) {
      throw call.usage(call.text("usage.peer", text));
    }
    return text.substring(mark + MARK.length());
  }
}
