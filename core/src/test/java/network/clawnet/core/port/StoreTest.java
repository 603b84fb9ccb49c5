package network.clawnet.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreTest {
  @Test
  void theEndOfAPrefixIsTheNextKeyThatDoesNotBeginWithIt() {
    assertThat(Store.after(new byte[] {1, 2})).containsExactly(1, 3);
    assertThat(Store.after(new byte[] {1, 0x7f})).containsExactly(1, 0x80);
    assertThat(Store.after(new byte[] {1, (byte) 0xff})).containsExactly(2);
  }

  @Test
  void aPrefixOfNothingButTheLastByteEndsWithTheFamily() {
    assertThat(Store.after(new byte[] {(byte) 0xff, (byte) 0xff})).isNull();
    assertThat(Store.after(new byte[0])).isNull();
  }
}
