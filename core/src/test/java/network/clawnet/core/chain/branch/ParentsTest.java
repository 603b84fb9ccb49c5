package network.clawnet.core.chain.branch;

import static network.clawnet.core.chain.branch.ChainFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import network.clawnet.core.block.Header;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.tree.StateTree;
import org.junit.jupiter.api.Test;

class ParentsTest {
  private final Branches branches = new Branches();
  private final StateTree tree;
  private final Header head;
  private final Branch above;
  private final Parents parents;

  ParentsTest() throws IOException {
    ChainFixture node = new ChainFixture();
    tree = node.database.tree();
    head = node.chain.headHeader();
    above = node.holding(pay(1, 1));
    parents = new Parents(tree, branches, head.hash(), head);
  }

  @Test
  void areTheHeadAndTheBlocksAboveIt() {
    Hash block = above.block().hash();
    assertThat(parents.knows(head.hash())).isTrue();
    assertThat(parents.knows(block)).isFalse();

    branches.add(above);

    assertThat(parents.knows(block)).isTrue();
    assertThat(parents.header(block)).isEqualTo(above.block().header());
    assertThat(parents.state(block)).isSameAs(above.state());
  }

  @Test
  void haveTheTreeItselfForTheStateOfTheHead() {
    assertThat(parents.state(head.hash())).isNull();
    assertThat(parents.view(head.hash())).isSameAs(tree);
  }

  @Test
  void areNoMoreWhatTheHeadHasLeftBehind() {
    parents.settled(above.block().hash(), above.block().header());

    assertThat(parents.headHeader()).isEqualTo(above.block().header());
    assertThat(parents.knows(head.hash())).isFalse();
    assertThat(parents.header(head.hash())).isEqualTo(above.block().header());
    assertThatThrownBy(() -> parents.view(head.hash()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("never executed");
  }
}
