package network.clawnet.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigReaderTest {
  private static final NodeHome HOME = new NodeHome(Path.of("/srv/node"));
  private static final String PEER = "12D3KooWDpJ7As7BWAwRMfu1VU2WCqNjvq387JEYKDBj4kx6nXTN";

  private static LoadedConfig read(String yaml) throws ConfigException, IOException {
    return read(yaml, Map.of(), Map.of());
  }

  private static LoadedConfig read(
      String yaml, Map<String, String> environment, Map<ConfigKey, String> flags)
      throws ConfigException, IOException {
    return new ConfigReader(environment).read(yaml, "config.yaml", HOME, flags);
  }

  private static List<String> problems(String yaml) {
    ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    assertThat(refusal).as("refusal of %s", yaml).isNotNull();
    return refusal.problems().stream().map(ConfigNote::toString).toList();
  }

  @Test
  void givesTheDefaultsOfALocalNodeForAnEmptyFile() throws Exception {
    NodeConfig config = read("").config();

    assertThat(config.network()).isEqualTo(Network.LOCAL);
    assertThat(config.genesis()).isNull();
    assertThat(config.p2p()).isEqualTo(new P2pSection(9527, List.of(), List.of()));
    assertThat(config.api().url()).isEqualTo("http://127.0.0.1:9528");
    assertThat(config.api().enabled()).isTrue();
    assertThat(config.api().token()).isNull();
    assertThat(config.api().socket()).isEqualTo(Path.of("/srv/node/api.sock"));
    assertThat(config.api().readonly()).isFalse();
    assertThat(config.node()).isEqualTo(new NodeSection(NodeType.FULL, Path.of("/srv/node/data")));
    assertThat(config.limits()).isEqualTo(new LimitsSection(null, null));
    assertThat(config.logging().file()).isEqualTo(Path.of("/srv/node/logs/node.log"));
    assertThat(config.startRefusals()).isEmpty();
  }

  @Test
  void takesTheSeedsConfigurationByteForByte() throws Exception {
    String seed;
    try (var in = ConfigReaderTest.class.getResourceAsStream("seed.yaml")) {
      assertThat(in).isNotNull();
      seed = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    LoadedConfig loaded = read(seed, Map.of("HOME", "/home/ada"), Map.of());

    NodeConfig config = loaded.config();
    assertThat(config.network()).isEqualTo(Network.MAINNET);
    assertThat(config.node())
        .isEqualTo(new NodeSection(NodeType.LIGHT, Path.of("/home/ada/.clawnet/data")));
    assertThat(config.limits()).isEqualTo(new LimitsSection(new Tokens(1000), new Tokens(10_000)));
    assertThat(config.logging().file()).isEqualTo(Path.of("/home/ada/.clawnet/logs/node.log"));
    assertThat(loaded.warnings())
        .extracting(ConfigNote::where)
        .containsExactly("config.yaml line 11", "config.yaml line 12");
    assertThat(config.startRefusals()).singleElement().asString().contains("genesis: FILE");
  }

  @Test
  void readsANameBehindIp4AsADnsName() throws Exception {
    String yaml = "p2p:\n  bootstrap: [/ip4/boot.example/tcp/9527/p2p/" + PEER + "]\n";

    LoadedConfig loaded = read(yaml);

    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.config().p2p().bootstrap())
        .extracting(PeerAddress::text)
        .containsExactly("/dns4/boot.example/tcp/9527/p2p/" + PEER);
  }

  @Test
  void warnsOfAnUnusableBootstrapEntryWithItsLine() throws Exception {
    String yaml =
        "p2p:\n  bootstrap:\n    - /ip4/10.0.0.1/tcp/9527/p2p/"
            + PEER
            + "\n    - /ip4/10.0.0.2/udp/9527/quic-v1/p2p/"
            + PEER
            + "\n    - /ip4/10.0.0.3/tcp/9527\n";

    LoadedConfig loaded = read(yaml);

    assertThat(loaded.config().p2p().bootstrap()).hasSize(1);
    assertThat(loaded.warnings())
        .extracting(ConfigNote::where)
        .containsExactly("config.yaml line 4", "config.yaml line 5");
  }

  @Test
  void letsTheEnvironmentOverrideTheFileAndFlagsOverrideBoth() throws Exception {
    String yaml = "api:\n  port: 1111\np2p:\n  port: 2222\n";
    Map<String, String> environment =
        Map.of("CLAWNET_API_PORT", "3333", "CLAWNET_P2P_PORT", "4444");

    LoadedConfig loaded = read(yaml, environment, Map.of(ConfigKey.API_PORT, "5555"));

    assertThat(loaded.config().api().port()).isEqualTo(5555);
    assertThat(loaded.config().p2p().port()).isEqualTo(4444);
    assertThat(loaded.lines())
        .contains("api.port: 5555  # --api-port", "p2p.port: 4444  # CLAWNET_P2P_PORT");
  }

  @Test
  void namesLineAndAllowedKeysForAnUnknownKey() {
    assertThat(problems("network: local\napi:\n  prot: 9528\n"))
        .singleElement()
        .asString()
        .startsWith("config.yaml line 3: unknown key 'api.prot'; 'api' has: enabled, host, port,");
    assertThat(problems("netwrk: local\n"))
        .singleElement()
        .asString()
        .contains("line 1", "the top level has: network, genesis, p2p");
  }

  @Test
  void gathersAllProblemsBeforeItRefuses() {
    assertThat(problems("network: moon\napi:\n  port: x\n  enabled: maybe\n")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "'network: moon', 'mainnet, testnet or local'",
    "'p2p: {port: 65536}', '0 to 65535'",
    "'p2p: {port: -1}', '0 to 65535'",
    "'p2p: {port: 1.5}', '0 to 65535'",
    "'p2p: {port: 09527}', '0 to 65535'",
    "'p2p: {port: [1]}', '0 to 65535'",
    "'p2p: {bootstrap: text}', 'a list of multiaddresses'",
    "'p2p: 5', 'is a section'",
    "'api: {enabled: yes}', 'true or false'",
    "'api: {token: a b}', 'visible ASCII'",
    "'api: {tokenFile: /nowhere/token}', 'cannot read'",
    "'node: {type: huge}', 'full or light'",
    "'limits: {maxTransferPerTx: 0}', 'whole Tokens'",
    "'limits: {maxTransferPerTx: 1e3}', 'whole Tokens'",
    "'limits: {maxTransferPerDay: 9000000000000001}', 'whole Tokens'",
    "'logging: {level: loud}', 'error, warn, info or debug'",
    "'logging: {format: xml}', 'text or json'",
    "'logging: {keepFiles: 0}', '1 to 100'",
    "'logging: {maxFileMib: 1025}', '1 to 1024'",
    "'network: local\nnetwork: local', 'given twice'",
    "'network: [', 'is not YAML'",
    "'just text', 'key: value'",
  })
  void saysWhatIsAllowedForABadValue(String yaml, String advice) {
    assertThat(problems(yaml)).singleElement().asString().contains("line", advice);
  }

  @Test
  void acceptsTheBoundsOfPortsAndAmounts() throws Exception {
    NodeConfig config =
        read("""
                p2p: {port: 65535}
                api: {port: 0}
                limits: {maxTransferPerTx: 1, maxTransferPerDay: 9000000000000000}
                """)
            .config();

    assertThat(config.p2p().port()).isEqualTo(65_535);
    assertThat(config.api().port()).isZero();
    assertThat(config.limits()).isEqualTo(new LimitsSection(new Tokens(1), new Tokens(Tokens.MAX)));
  }

  @Test
  void refusesToListenForOtherMachinesWithoutAToken() throws Exception {
    assertThat(problems("api:\n  host: 0.0.0.0\n"))
        .singleElement()
        .asString()
        .contains("line 2", "api.token");
    assertThat(read("api: {host: 0.0.0.0, token: 0123456789abcdef}").config().api().host())
        .isEqualTo("0.0.0.0");
    assertThat(read("api: {host: 0.0.0.0, trustGateway: true}").config().api().trustGateway())
        .isTrue();
    assertThat(read("api: {host: 0.0.0.0, enabled: false}").config().api().enabled()).isFalse();
    assertThat(read("api: {host: '::1'}").config().api().url()).isEqualTo("http://[::1]:9528");
  }

  @Test
  void readsTheTokenFromAFileAndShowsItNowhere(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "a-very-long-secret\n");

    LoadedConfig loaded = read("api: {tokenFile: " + file + "}");

    assertThat(loaded.config().api().token()).isEqualTo("a-very-long-secret");
    assertThat(loaded.config().toString() + loaded.lines()).doesNotContain("a-very-long-secret");
    assertThat(problems("api: {token: a-very-long-secret, tokenFile: " + file + "}"))
        .singleElement()
        .asString()
        .contains("not both")
        .doesNotContain("a-very-long-secret");
  }

  @Test
  void raisesALightNodeToAFullOneOnALocalNetworkOnly() throws Exception {
    LoadedConfig local = read("node: {type: light}");
    LoadedConfig flag = read("", Map.of(), Map.of(ConfigKey.NODE_TYPE, "light"));
    LoadedConfig other = read("network: testnet\ngenesis: g.json\nnode: {type: light}");

    assertThat(local.config().node().type()).isEqualTo(NodeType.FULL);
    assertThat(local.warnings()).singleElement().asString().contains("line 1", "full node");
    assertThat(flag.warnings()).singleElement().asString().contains("--light");
    assertThat(other.config().node().type()).isEqualTo(NodeType.LIGHT);
    assertThat(other.config().startRefusals()).isEmpty();
  }

  @Test
  void boundsTransfersByDefaultExceptOnALocalNetwork() throws Exception {
    assertThat(read("network: testnet").config().limits())
        .isEqualTo(new LimitsSection(new Tokens(1000), new Tokens(10_000)));
  }

  @Test
  void turnsTheSocketOffAndRefusesOneWithATooLongPath() throws Exception {
    assertThat(read("api: {socket: off}").config().api().socket()).isNull();
    assertThat(read("api: {socket: /" + "s".repeat(99) + "}").config().api().socket()).isNotNull();
    assertThat(problems("api: {socket: /" + "s".repeat(100) + "}"))
        .singleElement()
        .asString()
        .contains("at most 100 bytes");
  }

  @Test
  void warnsOfAVariableThatNothingReads() throws Exception {
    assertThat(read("", Map.of("CLAWNET_API_PROT", "1"), Map.of()).warnings())
        .singleElement()
        .asString()
        .contains("CLAWNET_API_PROT");
  }

  @Test
  void stopsAtAnOversizedOrDeeplyNestedFile() {
    assertThat(problems("#" + "x".repeat(YamlSource.MAX_CHARS)))
        .singleElement()
        .asString()
        .contains("longer");
    assertThat(problems("p2p: " + "[".repeat(500) + "]".repeat(500)))
        .singleElement()
        .asString()
        .contains("not YAML");
  }

  @Test
  void readsNoFileAsDefaultsAndAFileAsWritten(@TempDir Path directory) throws Exception {
    NodeHome home = new NodeHome(directory);
    ConfigReader reader = new ConfigReader(Map.of());
    assertThat(reader.read(home, Map.of()).config().api().port()).isEqualTo(9528);

    Files.writeString(home.config(), "api: {port: 20001}");

    assertThat(reader.read(home, Map.of()).config().api().port()).isEqualTo(20_001);
    Files.writeString(home.config(), "x: 1");
    assertThatThrownBy(() -> reader.read(home, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(home.config() + " line 1");
  }
}
