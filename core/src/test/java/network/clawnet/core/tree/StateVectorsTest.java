package network.clawnet.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store.Family;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.testing.MemoryStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Roots and proofs that may never change: one differing bit forks the network. */
class StateVectorsTest {
  private final ReferenceTree reference = new ReferenceTree(PathRule.SHA_256);

  @Test
  @DisplayName("A16: roots and proofs are those of the frozen file")
  void keepsRootsAndProofsOfTheFrozenFile() throws Exception {
    StateTree tree =
        StateTree.open(
            new MemoryStore(), new Family("tree"), 1 << 20, StateTree.SideBySide.IN_TURN);
    int steps = 0;
    for (String line : lines()) {
      String[] fields = line.split(" ", -1);
      StateKey key = new StateKey((byte) Integer.parseInt(fields[1], 16), hex(fields[2]));
      if (fields[0].equals("put") || fields[0].equals("del")) {
        Change change = new Change(key, fields[0].equals("put") ? hex(fields[3]) : null);
        tree.commit(tree.update(null, List.of(change)), new ArrayList<>());
        reference.apply(List.of(change));
        assertThat(tree.root().hex()).as(line).isEqualTo(fields[4]);
        assertThat(reference.root().hex()).as(line).isEqualTo(fields[4]);
      } else {
        assertThat(Hex.encode(tree.prove(key).encode())).as(line).isEqualTo(fields[3]);
        byte[] value = Proof.decode(hex(fields[3])).verify(Hash.parse(fields[4]), key);
        assertThat(value).as(line).isEqualTo(reference.entries.get(key));
      }
      steps++;
    }
    assertThat(steps).isEqualTo(50);
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = StateVectorsTest.class.getResourceAsStream("/vectors/state.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      return text.lines().filter(it -> !it.startsWith("#")).toList();
    }
  }

  private static byte[] hex(String text) throws DecodeException {
    return Hex.decode(text, text.length() / 2);
  }
}
