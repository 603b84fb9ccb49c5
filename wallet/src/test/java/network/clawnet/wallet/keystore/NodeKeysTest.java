package network.clawnet.wallet.keystore;

import static network.clawnet.wallet.keystore.Wallets.fault;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import network.clawnet.wallet.keystore.KeyFileException.Code;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeKeysTest {
  @TempDir private Path home;

  @Test
  void areMadeOnceAndThenTheSame() throws Exception {
    NodeKeys first = open(null);
    NodeKeys again = open(null);

    assertThat(again.peer().seed()).isEqualTo(first.peer().seed());
    assertThat(again.consensus().seed()).isEqualTo(first.consensus().seed());
    assertThat(first.peer().publicKey()).isNotEqualTo(first.consensus().publicKey());
    first.close();
    assertThat(first.peer().isDestroyed()).isTrue();
    assertThat(first.consensus().isDestroyed()).isTrue();
  }

  @Test
  void theSecretIsForItsOwnerAlone() throws Exception {
    open(null);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(secret())).matches("[0-9a-f]{64}\n");
    Files.setPosixFilePermissions(secret(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(fault(() -> open(null))).isEqualTo(Code.EXPOSED);
  }

  @Test
  void aCredentialTakesThePlaceOfTheFile() throws Exception {
    Path credentials = Files.createDirectory(home.resolve("credentials"));
    Files.writeString(credentials.resolve(NodeSecret.CREDENTIAL), "5a".repeat(32) + "\n");

    NodeKeys made = open(credentials);
    assertThat(secret()).doesNotExist();
    byte[] raw = new byte[32];
    java.util.Arrays.fill(raw, (byte) 0x5a);
    Files.write(credentials.resolve(NodeSecret.CREDENTIAL), raw);

    assertThat(open(credentials).peer().seed()).isEqualTo(made.peer().seed());
    assertThat(fault(() -> open(null))).isEqualTo(Code.NODE_SECRET);
  }

  @Test
  void neverMakesAKeyInPlaceOfALostOne() throws Exception {
    open(null);
    Path peer = home.resolve("node-keys").resolve("peer.json");
    byte[] bytes = Files.readAllBytes(peer);
    Files.delete(peer);
    assertThat(fault(() -> open(null))).isEqualTo(Code.DAMAGED);
    Files.write(peer, bytes);
    Files.setPosixFilePermissions(peer, PosixFilePermissions.fromString("rw-------"));
    open(null);

    Files.delete(secret());
    assertThat(fault(() -> open(null))).isEqualTo(Code.NODE_SECRET);
    assertThat(secret()).doesNotExist();
  }

  @Test
  void refusesAnotherSecretAndExchangedFiles() throws Exception {
    open(null);
    String mine = Files.readString(secret());
    Files.writeString(secret(), "00".repeat(32));
    assertThat(fault(() -> open(null))).isEqualTo(Code.NODE_SECRET);
    Files.writeString(secret(), "not hex");
    assertThat(fault(() -> open(null))).isEqualTo(Code.NODE_SECRET);

    Files.writeString(secret(), mine);
    Path keys = home.resolve("node-keys");
    Files.write(keys.resolve("peer.json"), Files.readAllBytes(keys.resolve("consensus.json")));
    assertThat(fault(() -> open(null))).isEqualTo(Code.NODE_SECRET);
  }

  private NodeKeys open(@Nullable Path credentials) throws Exception {
    return NodeKeys.openOrCreate(
        home.resolve("node-keys"), secret(), credentials, Wallets.entropy());
  }

  private Path secret() {
    return home.resolve("node-secret");
  }
}
