package network.clawnet.core.testing.sim;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A transfer between two of 50 accounts; the nonce makes it valid once. */
record ToyEvent(int from, int to, int amount, int nonce) {
  static final int BYTES = 16;

  byte[] encode() {
    return ByteBuffer.allocate(BYTES).putInt(from).putInt(to).putInt(amount).putInt(nonce).array();
  }

  static Optional<ToyEvent> decode(byte[] bytes) {
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    ToyEvent event = new ToyEvent(in.getInt(), in.getInt(), in.getInt(), in.getInt());
    boolean known =
        event.from >= 0
            && event.from < ToyState.ACCOUNTS
            && event.to >= 0
            && event.to < ToyState.ACCOUNTS;
    return known && event.from != event.to && event.amount > 0
        ? Optional.of(event)
        : Optional.empty();
  }
}
