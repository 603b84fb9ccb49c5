package network.clawnet.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import network.clawnet.core.config.NodeHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeLockTest {
  @TempDir Path directory;

  private NodeHome home() {
    return new NodeHome(directory.resolve("a").resolve("node"));
  }

  private static NodeLock acquire(NodeHome home) throws IOException {
    return NodeLock.acquire(home.root(), home.lock(), home.pid());
  }

  @Test
  void namesTheProcessThatHoldsTheDirectory() throws IOException {
    NodeHome home = home();
    try (NodeLock held = acquire(home)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> acquire(home))
          .isInstanceOf(NodeBusy.class)
          .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")")
          .hasMessageContaining(home.root().toString())
          .hasMessageContaining("clawnet stop");
    }
  }

  @Test
  void isFreeAgainWhenClosed() throws IOException {
    NodeHome home = home();
    acquire(home).close();

    assertThat(home.pid()).doesNotExist();
    try (NodeLock again = acquire(home)) {
      assertThat(again).isNotNull();
      assertThat(home.pid()).hasContent(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void takesOverFromAProcessThatDiedWithItsPidFileLeft() throws IOException {
    NodeHome home = home();
    Files.createDirectories(home.root());
    Files.writeString(home.pid(), "999999999");
    Files.createFile(home.lock());

    try (NodeLock lock = acquire(home)) {
      assertThat(lock).isNotNull();
      assertThat(home.pid()).hasContent(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void makesTheDirectoryForItsOwnerOnly() throws IOException {
    NodeHome home = home();
    acquire(home).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
        .isEqualTo("rwx------");
  }
}
