package network.clawnet.daemon.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Time cannot be measured reliably in a unit test, so the property is shown by structure: what is
 * compared is a hash, by the platform's constant-time comparison, and nothing else.
 */
class ApiTokenTest {
  private static final Path SOURCES = Path.of("src/main/java/network/clawnet/daemon/http/guard");

  @Test
  void matchesTheTokenAndNothingElse() {
    ApiToken token = new ApiToken("my-secret");

    assertThat(token.matches("my-secret")).isTrue();
    assertThat(token.matches("my-secre")).isFalse();
    assertThat(token.matches("my-secret ")).isFalse();
    assertThat(token.matches("")).isFalse();
  }

  @Test
  void comparesHashesInConstantTime() throws IOException {
    String source = Files.readString(SOURCES.resolve("ApiToken.java"));

    assertThat(source).contains("return MessageDigest.isEqual(hash, digest(candidate));");
    assertThat(source).doesNotContain(".equals(", "Arrays.");
  }

  @Test
  void isTheOnlyPlaceWhereTheTokenIsKept() throws IOException {
    assertThat(Files.readString(SOURCES.resolve("Guards.java")))
        .contains("token.get().matches(secret)")
        .doesNotContain("secret.equals", "equals(secret)");
  }

  @Test
  void keepsTheTokenOutOfLogs() {
    assertThat(new ApiToken("my-secret").toString()).doesNotContain("my-secret");
  }
}
