package network.clawnet.daemon.query;

import java.util.Optional;
import network.clawnet.core.account.Account;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.Movement;

/** How the API shows ledger values. */
final class HistoryNames {
  private HistoryNames() {}

  static String of(Movement.Kind kind) {
    return switch (kind) {
      case TRANSFER -> "transfer";
      case ESCROW_LOCK -> "escrow_lock";
      case ESCROW_RELEASE -> "escrow_release";
      case ESCROW_REFUND -> "escrow_refund";
      case MARKET_LOCK -> "market_lock";
      case MARKET_PAY -> "market_pay";
      case MARKET_REFUND -> "market_refund";
      case MARKET_FEE -> "market_fee";
      case STAKE_LOCK -> "stake_lock";
      case STAKE_RELEASE -> "stake_release";
      case STAKE_SLASH -> "stake_slash";
    };
  }

  static Optional<String> memo(Envelope envelope) {
    return envelope.payload().get("memo") instanceof Json.Str it
        ? Optional.of(it.value())
        : Optional.empty();
  }

  static Account account(byte[] value) {
    try {
      return Account.decode(value);
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt account", e);
    }
  }
}
