package network.clawnet.core.testing.sim;

import java.nio.ByteBuffer;
import network.clawnet.core.crypto.Hash;

/** Balances and nonces after a block, and when its epoch began. Not changed once published. */
final class ToyState {
  static final int ACCOUNTS = 50;
  static final int START_BALANCE = 1_000;

  final int[] balances;
  final int[] nonces;
  final long epochStartMs;

  private ToyState(int[] balances, int[] nonces, long epochStartMs) {
    this.balances = balances;
    this.nonces = nonces;
    this.epochStartMs = epochStartMs;
  }

  static ToyState genesis(long timeMs) {
    int[] balances = new int[ACCOUNTS];
    java.util.Arrays.fill(balances, START_BALANCE);
    return new ToyState(balances, new int[ACCOUNTS], timeMs);
  }

  ToyState copy(long epochStart) {
    return new ToyState(balances.clone(), nonces.clone(), epochStart);
  }

  boolean accepts(ToyEvent event) {
    return event.nonce() == nonces[event.from()] + 1 && event.amount() <= balances[event.from()];
  }

  /** Returns whether the event applied; changes nothing if not. */
  boolean apply(ToyEvent event) {
    if (!accepts(event)) {
      return false;
    }
    balances[event.from()] -= event.amount();
    balances[event.to()] += event.amount();
    nonces[event.from()]++;
    return true;
  }

  Hash root() {
    ByteBuffer out = ByteBuffer.allocate(ACCOUNTS * 8 + 8);
    for (int i = 0; i < ACCOUNTS; i++) {
      out.putInt(balances[i]).putInt(nonces[i]);
    }
    return Hash.sha256(out.putLong(epochStartMs).array());
  }
}
