package network.clawnet.core.testing.sim;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.core.block.Block;
import network.clawnet.core.crypto.Hash;

/** Executes the final chain a second time, written another way (invariants I4, I5, I6). */
final class SlowReducer {
  private final Map<Integer, Integer> balances = new TreeMap<>();
  private final Map<Integer, Integer> nonces = new TreeMap<>();
  private long epochStartMs;

  SlowReducer(long genesisMs) {
    epochStartMs = genesisMs;
    for (int i = 0; i < ToyState.ACCOUNTS; i++) {
      balances.put(i, ToyState.START_BALANCE);
      nonces.put(i, 0);
    }
  }

  void apply(Block block) {
    for (byte[] bytes : block.events()) {
      transfer(ByteBuffer.wrap(bytes));
    }
    if (block.header().lastOfEpoch()) {
      epochStartMs = block.header().tsMs();
    }
    int sum = 0;
    ByteBuffer image = ByteBuffer.allocate(ToyState.ACCOUNTS * 8 + 8);
    for (Map.Entry<Integer, Integer> account : balances.entrySet()) {
      sum += account.getValue();
      image.putInt(account.getValue()).putInt(nonces.getOrDefault(account.getKey(), -1));
    }
    if (sum != ToyState.ACCOUNTS * ToyState.START_BALANCE) {
      throw new Violation("I5: balances sum to " + sum + " after " + block);
    }
    if (!Hash.sha256(image.putLong(epochStartMs).array())
        .equals(block.header().outcome().stateRoot())) {
      throw new Violation("I4: another state root at " + block);
    }
  }

  private void transfer(ByteBuffer event) {
    int from = event.getInt();
    int to = event.getInt();
    int amount = event.getInt();
    if (event.getInt() != nonces.merge(from, 1, Integer::sum)) {
      throw new Violation("I6: nonce of account " + from + " is used twice or skipped");
    }
    if (balances.merge(from, -amount, Integer::sum) < 0) {
      throw new Violation("I5: account " + from + " is below zero");
    }
    balances.merge(to, amount, Integer::sum);
  }
}
