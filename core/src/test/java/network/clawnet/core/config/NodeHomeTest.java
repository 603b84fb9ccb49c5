package network.clawnet.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NodeHomeTest {
  private static final Map<String, String> ADA = Map.of("HOME", "/home/ada");

  @Test
  void liesInTheUsersHome() {
    assertThat(NodeHome.find(null, false, ADA).root()).isEqualTo(Path.of("/home/ada/.clawnet"));
    assertThat(NodeHome.find(null, true, ADA).root()).isEqualTo(Path.of("/home/ada/.clawnet-dev"));
  }

  @Test
  void isWhereTheFlagSaysElseTheVariable() {
    Map<String, String> both = Map.of("HOME", "/home/ada", "CLAWNET_DATA_DIR", "/srv/a");

    assertThat(NodeHome.find("~/b", true, both).root()).isEqualTo(Path.of("/home/ada/b"));
    assertThat(NodeHome.find(null, true, both).root()).isEqualTo(Path.of("/srv/a"));
    assertThat(NodeHome.find("rel", false, ADA).root()).isEqualTo(Path.of("rel").toAbsolutePath());
  }
}
