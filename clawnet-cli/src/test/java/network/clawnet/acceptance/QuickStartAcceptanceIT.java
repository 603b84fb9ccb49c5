package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From an empty home to a paid transfer, as the runtime document says. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class QuickStartAcceptanceIT {
  @TempDir Path directory;
  private TestHome home;
  private int port;

  @BeforeEach
  void comeHome() throws IOException {
    home = new TestHome(directory);
    port = NodeProcess.freePort();
  }

  /** A test that fails half way leaves a daemon behind, which belongs to this home alone. */
  @AfterEach
  void endTheDaemon() throws IOException {
    Path pid = home.data().resolve("clawnetd.pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void initTakesThePassphraseFromTheEnvironmentAndSpeaksEnglish() throws Exception {
    Ran ran = home.with("CLAW_PASSPHRASE", TestHome.PASSPHRASE).run("clawnet", "init").expect(0);

    Golden.requireSame(ran.out(), "init.en.txt");
    assertThat(ran.err()).isEmpty();
    requirePrivate(home.data().resolve("keys"), "rwx------");
    try (var keys = Files.list(home.data().resolve("keys"))) {
      keys.forEach(key -> requirePrivate(key, "rw-------"));
    }
  }

  @Test
  void initTakesThePassphraseFromAFileAndSpeaksChinese() throws Exception {
    Path file = home.secret("passphrase", TestHome.PASSPHRASE + "\n");

    Ran ran =
        home.with("LANG", "zh_CN.UTF-8")
            .run("clawnet", "init", "--passphrase-file", file.toString())
            .expect(0);

    Golden.requireSame(ran.out(), "init.zh.txt");
  }

  @Test
  void initAsksForThePassphraseAtATerminal() throws Exception {
    Assumptions.assumeTrue(
        Programs.tool("script") != null,
        "SKIPPED: no util-linux 'script' here, so nothing is typed at a pseudo-terminal");
    Path screen = home.outputFile();
    Process terminal =
        home.start(
            List.of("script", "-qec", Programs.path("clawnet") + " init", "/dev/null"), screen);

    type(terminal, screen, "New passphrase (at least 12 characters)");
    type(terminal, screen, "The same again");

    assertThat(TestHome.ends(terminal)).isTrue();
    String shown = Files.readString(screen);
    assertThat(terminal.exitValue()).as(shown).isZero();
    assertThat(shown).doesNotContain(TestHome.PASSPHRASE);
    Golden.requireSame(shown.substring(shown.indexOf('━')), "init.en.txt");
  }

  @Test
  void initNeedsAPassphraseAndAnEmptyHome() throws Exception {
    Ran none = home.run("clawnet", "init").expect(4);
    assertThat(none.err()).contains("CLAW_PASSPHRASE", "--passphrase-file");
    assertThat(home.data().resolve("keys")).doesNotExist();

    home.with("CLAW_PASSPHRASE", TestHome.PASSPHRASE).run("clawnet", "init").expect(0);
    byte[] config = Files.readAllBytes(home.data().resolve("config.yaml"));
    assertThat(home.run("clawnet", "init").exit()).isNotZero();
    assertThat(home.data().resolve("config.yaml")).hasBinaryContent(config);
  }

  @Test
  void theDaemonReturnsWhenTheNodeIsReadyAndTheScriptOfTheDocumentPays() throws Exception {
    home.with("CLAW_PASSPHRASE", TestHome.PASSPHRASE).run("clawnet", "init").expect(0);

    Ran started = clawnetd().expect(0);

    Golden.requireSame(started.out(), "start.en.txt");
    assertThat(started.err()).isEmpty();
    Api api = new Api(port);
    Reply status = api.get("/api/node/status").expect(200);
    assertThat(status.text("did")).startsWith("did:claw:z6Mk");
    assertThat(status.flag("synced")).isTrue();
    assertThat(status.number("blockHeight")).isNotNegative();
    assertThat(status.number("peers")).isZero();
    assertThat(status.text("network")).isEqualTo("local");
    assertThat(home.run("clawnet", "status").expect(0).out()).contains(status.text("did"));

    Ran second = clawnetd().expect(5);
    assertThat(second.err()).contains("another clawnetd");
    assertThat(api.get("/api/node/status").text("did")).isEqualTo(status.text("did"));

    runTheScript(api);

    home.run("clawnet", "stop").expect(0);
    assertThat(home.data().resolve("clawnetd.pid")).doesNotExist();
    assertThat(home.run("clawnet", "status").exit()).isEqualTo(3);
  }

  private void runTheScript(Api api) throws IOException {
    if (Programs.tool("curl") == null || Programs.tool("jq") == null) {
      System.err.println(
          "SKIPPED: no curl or no jq here, so the script of the document is not run");
      return;
    }
    String recipient = new TestActor("recipient").did().text();
    Path script =
        home.secret(
            "agent.sh",
            Golden.text("agent.sh")
                .replace("did:claw:recipient_xyz", recipient)
                .replace("127.0.0.1:9528", "127.0.0.1:" + port));

    Ran ran = home.run(List.of("bash", script.toString()), "").expect(0);

    assertThat(ran.out()).contains("检查节点...", "\"synced\": true", "余额:", "1010000");
    assertThat(ran.out()).contains("转账 100 Token...", "\"txHash\": \"0x", "\"broadcast\"");
    Waiting.until(
        TestHome.LIMIT,
        () -> api.get("/api/wallet/balance?did=" + recipient).number("available") == 100,
        () -> "the recipient has no Tokens: " + ran);
  }

  @Test
  void theDaemonStartsLockedWithoutAPassphraseAndSpeaksChinese() throws Exception {
    home.with("CLAW_PASSPHRASE", TestHome.PASSPHRASE).run("clawnet", "init").expect(0);
    home.with("CLAW_PASSPHRASE", "").with("LANG", "zh_CN.UTF-8");

    Ran started = clawnetd().expect(0);

    Golden.requireSame(started.out(), "start.zh.txt");
    Reply refused = new Api(port).post("/api/wallet/transfer", payment()).expect(423);
    assertThat(refused.code()).isEqualTo("ACCOUNT_LOCKED");
    home.run("clawnet", "stop").expect(0);
  }

  @Test
  void theDaemonSaysWhyItCannotGetReady() throws Exception {
    Ran uninitialized = clawnetd().expect(5);
    assertThat(uninitialized.err()).contains("clawnet init");
    assertThat(uninitialized.out()).doesNotContain("ready");

    home.with("CLAW_PASSPHRASE", TestHome.PASSPHRASE).run("clawnet", "init").expect(0);
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      Ran ran = clawnetd().expect(5);
      assertThat(ran.err()).contains("port " + taken.getLocalPort(), "api.port");
    }
    home.with("CLAW_PASSPHRASE", "not the passphrase");
    assertThat(clawnetd().expect(5).err()).contains("passphrase");
    assertThat(home.data().resolve("clawnetd.pid")).doesNotExist();
  }

  @Test
  void theConfigurationOfTheDocumentIsValidAsPrinted() throws Exception {
    Files.createDirectories(home.data());
    Files.writeString(home.data().resolve("config.yaml"), Golden.text("seed.yaml"));

    Ran checked = home.run("clawnet", "config", "check").expect(0);

    assertThat(checked.out() + checked.err()).contains("bootstrap");
  }

  private Ran clawnetd() throws IOException {
    return home.run("clawnetd", "--api-port", Integer.toString(port), "--p2p-port", "0");
  }

  private static network.clawnet.core.codec.Json.Obj payment() {
    return network.clawnet.core.codec.Json.object()
        .put("to", new TestActor("recipient").did().text())
        .put("amount", 100)
        .build();
  }

  /** Types the passphrase as soon as the terminal asks this. */
  private static void type(Process terminal, Path screen, String question) throws IOException {
    Waiting.until(
        TestHome.LIMIT,
        () -> Files.readString(screen).contains(question),
        () -> "the terminal does not ask: " + question);
    OutputStream keyboard = terminal.getOutputStream();
    keyboard.write((TestHome.PASSPHRASE + "\n").getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  private static void requirePrivate(Path path, String permissions) {
    try {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .as(path.toString())
          .isEqualTo(permissions);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
