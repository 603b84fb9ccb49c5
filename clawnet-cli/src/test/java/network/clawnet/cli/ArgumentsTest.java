package network.clawnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ArgumentsTest {
  @Test
  void takesTheLastWordsAsTheyWereTyped() {
    byte[] kept = "java\0-jar\0x.jar\0--memo\0午饭\0".getBytes(StandardCharsets.UTF_8);

    assertThat(Arguments.lastOf(kept, new String[] {"--memo", "\ufffd\ufffd"}))
        .containsExactly("--memo", "午饭");
    assertThat(Arguments.lastOf(kept, new String[0])).isEmpty();
  }

  @Test
  void keepsWhatItHasWhenTheKeptLineIsTooShort() {
    String[] args = {"a", "b"};

    assertThat(Arguments.lastOf("a\0".getBytes(StandardCharsets.UTF_8), args)).isSameAs(args);
    assertThat(Arguments.lastOf(new byte[0], args)).isSameAs(args);
  }

  @Test
  void leavesReadableWordsAlone() {
    String[] args = {"balance", "午饭"};

    assertThat(Arguments.repaired(args)).isSameAs(args);
  }
}
