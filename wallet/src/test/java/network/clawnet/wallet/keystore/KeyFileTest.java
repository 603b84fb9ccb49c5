package network.clawnet.wallet.keystore;

import static network.clawnet.wallet.keystore.Wallets.OLD;
import static network.clawnet.wallet.keystore.Wallets.did;
import static network.clawnet.wallet.keystore.Wallets.fault;
import static network.clawnet.wallet.keystore.Wallets.store;
import static network.clawnet.wallet.keystore.Wallets.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Argon2Cost;
import network.clawnet.core.crypto.Hash;
import network.clawnet.wallet.keystore.KeyFileException.Code;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir private Path home;
  private Path keys;
  private Path file;
  private byte[] bytes;

  @BeforeEach
  void makeWallet() throws Exception {
    keys = home.resolve("keys");
    store(keys).recover(words(), OLD, 2);
    file = keys.resolve(did(0).multibase() + ".json");
    bytes = Files.readAllBytes(file);
  }

  @Test
  void refusesEveryFlippedByte() throws Exception {
    for (int i = 0; i < bytes.length; i++) {
      for (int bit : new int[] {0x01, 0x80}) {
        byte[] changed = bytes.clone();
        changed[i] ^= (byte) bit;
        assertThat(unlockOf(changed)).as("byte %s", i).isIn(Code.DAMAGED, Code.FOREIGN_VERSION);
      }
    }
  }

  @Test
  void refusesEveryTruncationAndEveryAddition() throws Exception {
    for (int length = 0; length < bytes.length; length++) {
      assertThat(unlockOf(Arrays.copyOf(bytes, length))).isEqualTo(Code.DAMAGED);
    }
    assertThat(unlockOf(Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo(Code.DAMAGED);
    assertThat(unlockOf(new byte[SealedFile.MAX_BYTES + 1])).isEqualTo(Code.DAMAGED);
  }

  /** A header made to fit its checksum is still covered by the seal. */
  @Test
  void theSealCoversTheHeader() throws Exception {
    Json.Obj it = JsonParser.parseObject(bytes);

    assertThat(unlockOf(checked(it))).as("the same file").isNull();
    assertThat(unlockOf(checked(it.with("created", Json.of(1))))).isEqualTo(Code.WRONG_PASSPHRASE);
    assertThat(unlockOf(checked(it.with("index", Json.of(1))))).isEqualTo(Code.WRONG_PASSPHRASE);
    assertThat(unlockOf(checked(it.without("index")))).isEqualTo(Code.WRONG_PASSPHRASE);
  }

  @Test
  void refusesHeadersThatItDoesNotKnow() throws Exception {
    Json.Obj it = JsonParser.parseObject(bytes);

    assertThat(unlockOf(checked(it.with("cipher", Json.of("aes-128-gcm")))))
        .isEqualTo(Code.DAMAGED);
    assertThat(unlockOf(checked(it.with("more", Json.of(1))))).isEqualTo(Code.DAMAGED);
    assertThat(unlockOf(checked(it.with("kind", Json.of("seed"))))).isEqualTo(Code.DAMAGED);
    assertThat(unlockOf(checked(it.with("format", Json.of("other"))))).isEqualTo(Code.DAMAGED);
    assertThat(unlockOf(checked(it.with("version", Json.of(2))))).isEqualTo(Code.FOREIGN_VERSION);
  }

  /** A file must not make the program take all memory or never end. */
  @Test
  void refusesACostOutOfRange() throws Exception {
    Json.Obj it = JsonParser.parseObject(bytes);
    Json.Obj kdf = new JsonFields(it).object("kdf");

    for (Json.Obj bad :
        new Json.Obj[] {
          kdf.with("memoryKib", Json.of(Argon2Cost.MAX_MEMORY_KIB + 1L)),
          kdf.with("memoryKib", Json.of(7)),
          kdf.with("passes", Json.of(1_000_000)),
          kdf.with("lanes", Json.of(0)),
          kdf.with("name", Json.of("scrypt")),
          kdf.with("salt", Json.of("00"))
        }) {
      assertThat(unlockOf(checked(it.with("kdf", bad)))).isEqualTo(Code.DAMAGED);
    }
  }

  @Test
  void refusesAFileUnderTheNameOfAnother() throws Exception {
    Files.write(keys.resolve(did(1).multibase() + ".json"), bytes);
    assertThat(fault(() -> store(keys).list())).isEqualTo(Code.DAMAGED);

    Files.write(keys.resolve("seed.json"), bytes);
    assertThat(fault(() -> store(keys).newAccount(OLD))).isEqualTo(Code.DAMAGED);
  }

  @Test
  void theMessageNamesTheFileAndTheWayOut() throws Exception {
    Files.write(file, Arrays.copyOf(bytes, 100));

    assertThatThrownBy(() -> store(keys).list())
        .hasMessageStartingWith(file + ": the key file is damaged (bad JSON at character 100")
        .hasMessageEndingWith("with: clawnet recover");
  }

  private @Nullable Code unlockOf(byte[] changed) throws Exception {
    Files.write(file, changed);
    try {
      store(keys).unlock(did(0), OLD).destroy();
      return null;
    } catch (KeyFileException e) {
      return e.code();
    }
  }

  private static byte[] checked(Json.Obj whole) {
    Json.Obj body = whole.without("check");
    String check = Hash.sha256(CanonicalJson.encode(body)).hex();
    return (CanonicalJson.text(body.with("check", Json.of(check))) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
