package network.clawnet.core.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.tree.node.PathRule;

/** Random changes and path rules for the tests of this package. */
final class TreeRounds {
  /** Paths are the keys themselves: whoever chooses keys chooses clusters. */
  static final PathRule PLAIN =
      (module, key, path) -> {
        Arrays.fill(path, (byte) 0);
        System.arraycopy(key, 0, path, 1, Math.min(31, key.length));
        path[0] = module;
      };

  private TreeRounds() {}

  /** Returns changes of distinct keys, about a quarter of them deletions. */
  static List<Change> changes(Random random, int count, List<StateKey> keys) {
    Map<StateKey, Change> changes = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      StateKey key = keys.get(random.nextInt(keys.size()));
      changes.put(key, new Change(key, random.nextInt(4) == 0 ? null : value(random)));
    }
    return new ArrayList<>(changes.values());
  }

  static byte[] value(Random random) {
    byte[] value = new byte[random.nextInt(random.nextInt(10) == 0 ? 3_000 : 40)];
    random.nextBytes(value);
    return value;
  }

  /** Returns keys of all lengths in a few modules. */
  static List<StateKey> keys(Random random, int count) {
    List<StateKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] key = new byte[1 + random.nextInt(StateKey.MAX_KEY_BYTES)];
      random.nextBytes(key);
      keys.add(new StateKey((byte) (random.nextInt(3) * 127), key));
    }
    return keys;
  }

  /** Returns 31-byte keys that share long prefixes, some of all but the last bit. */
  static List<StateKey> clustered(Random random, int count) {
    List<StateKey> keys = new ArrayList<>();
    byte[] last = new byte[31];
    for (int i = 0; i < count; i++) {
      byte[] key = last.clone();
      int from = random.nextInt(31);
      for (int at = from; at < 31; at++) {
        key[at] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : key[at]);
      }
      key[30] ^= (byte) random.nextInt(2);
      keys.add(new StateKey((byte) 1, key));
      last = key;
    }
    return keys;
  }
}
