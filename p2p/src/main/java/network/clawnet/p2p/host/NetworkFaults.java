package network.clawnet.p2p.host;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.NetworkException.Reason;
import network.clawnet.p2p.dial.DialEffect;
import network.clawnet.p2p.transport.TransportException;

/** Turns what went wrong below into what the node understands. */
final class NetworkFaults {
  private NetworkFaults() {}

  static NetworkException of(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (cause instanceof NetworkException network) {
      return network;
    }
    if (cause instanceof TransportException transport) {
      return new NetworkException(of(transport.reason()), String.valueOf(cause.getMessage()));
    }
    if (cause instanceof TimeoutException) {
      return new NetworkException(Reason.TIMEOUT, "no answer in time");
    }
    return new NetworkException(Reason.CLOSED, String.valueOf(cause), cause);
  }

  /** Returns what has failed already. */
  static <T> CompletionStage<T> failed(Reason reason, String why) {
    return CompletableFuture.failedFuture(new NetworkException(reason, why));
  }

  private static Reason of(TransportException.Reason reason) {
    return switch (reason) {
      case BAD_ADDRESS -> Reason.ADDRESS;
      case UNREACHABLE -> Reason.UNREACHABLE;
      case TIMEOUT -> Reason.TIMEOUT;
      case NO_COMMON_PROTOCOL -> Reason.UNSUPPORTED;
      case BAD_HANDSHAKE, VIOLATION -> Reason.PROTOCOL;
      case WRONG_PEER -> Reason.WRONG_PEER;
      case LIMIT -> Reason.OVERLOADED;
      case GATED -> Reason.BANNED;
      case RESET, CLOSED -> Reason.RESET;
    };
  }

  static NetworkException of(DialEffect.Cause cause, String whom) {
    return switch (cause) {
      case NO_ADDRESS ->
          new NetworkException(Reason.UNREACHABLE, "no address of " + whom + " is known");
      case BACK_OFF ->
          new NetworkException(
              Reason.UNREACHABLE, whom + " failed a moment ago; it is tried again later");
      case UNREACHABLE -> new NetworkException(Reason.UNREACHABLE, "nobody answers for " + whom);
      case TIMEOUT -> new NetworkException(Reason.TIMEOUT, whom + " does not answer in time");
      case OVERLOADED ->
          new NetworkException(Reason.OVERLOADED, "too many peers are being dialled");
    };
  }
}
