package network.clawnet.cli.command.escrow;

import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.Failure;

/** The paths of one escrow. */
final class EscrowPath {
  private EscrowPath() {}

  /** Returns the path of the escrow that the first argument names. */
  static Target of(Call call) throws Failure {
    String id = new Values(call).identifier(call.argument(0));
    return Target.of("/api/wallet/escrow").segment(id);
  }
}
