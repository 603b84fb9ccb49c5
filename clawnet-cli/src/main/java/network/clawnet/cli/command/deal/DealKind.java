package network.clawnet.cli.command.deal;

import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Target;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.output.Failure;

/** The kinds of deals. */
public enum DealKind {
  ORDER("order", "/api/markets/orders"),
  LEASE("lease", "/api/markets/capabilities/leases"),
  CONTRACT("contract", "/api/contracts");

  private final String word;
  private final String path;

  DealKind(String word, String path) {
    this.word = word;
    this.path = path;
  }

  /** Returns what the side that pays is called. */
  String payer() {
    return switch (this) {
      case ORDER -> "buyer";
      case LEASE -> "renter";
      case CONTRACT -> "client";
    };
  }

  /** Returns what the side that is paid is called. */
  String payee() {
    return this == ORDER ? "seller" : "provider";
  }

  /** Returns the word that its commands begin with. */
  String word() {
    return word;
  }

  Target list() {
    return Target.of(path);
  }

  /** Returns the path of the deal that the first argument names. */
  Target of(Call call) throws Failure {
    return Target.of(path).segment(new Values(call).identifier(call.argument(0)));
  }
}
