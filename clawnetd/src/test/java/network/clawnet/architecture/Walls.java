package network.clawnet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/** Who may import whom; docs/architecture.md says why. */
final class Walls {
  private static final String ROOT = "network.clawnet";

  private Walls() {}

  static List<ArchRule> all() {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(noCycles());
    rules.addAll(libraries());
    rules.addAll(modules());
    rules.addAll(skins());
    return rules;
  }

  /** Every package is a slice of its own, so a parent and its child may not need each other. */
  static ArchRule noCycles() {
    return slices().matching(ROOT + ".(**)").should().beFreeOfCycles();
  }

  private static List<ArchRule> libraries() {
    return List.of(
        only("org.rocksdb..", ROOT + ".core.store.rocksdb.."),
        only("io.netty..", ROOT + ".p2p.."),
        only("org.yaml..", ROOT + ".core.config.."),
        only("ch.qos.logback..", ROOT + ".daemon.log.."),
        only("io.micrometer..", ROOT + ".daemon.metrics.."),
        only(
            "org.bouncycastle..",
            ROOT + ".core.crypto..",
            ROOT + ".wallet.keystore..",
            ROOT + ".wallet.mnemonic.."),
        only("org.bitcoinj..", ROOT + ".wallet.mnemonic.."),
        only("picocli..", ROOT + ".cli..", ROOT + ".daemon"),
        only("org.postgresql..", ROOT + ".daemon.export.postgres.."),
        only("java.sql..", ROOT + ".daemon.export.postgres.."),
        only("org.apache.lucene..", ROOT + ".daemon.search.."),
        only(
            "io.javalin..",
            ROOT + ".daemon.http..",
            ROOT + ".daemon.mcp..",
            ROOT + ".daemon.ws..",
            ROOT + ".daemon.console..",
            ROOT + ".daemon.clawrent..",
            ROOT + ".daemon.agrenting.."),
        only(
            "org.eclipse.jetty..",
            ROOT + ".daemon.http..",
            ROOT + ".daemon.mcp..",
            ROOT + ".daemon.ws.."),
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "tools.jackson..", "lombok..")
            .as("JSON is core.codec.Json; no Jackson, no Lombok"));
  }

  private static ArchRule only(String library, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .as("only " + String.join(", ", rooms) + " may use " + library)
        .allowEmptyShould(true);
  }

  private static List<ArchRule> modules() {
    return List.of(
        keepsFrom(
            ROOT + ".core..",
            ROOT + ".p2p..",
            ROOT + ".wallet..",
            ROOT + ".market..",
            ROOT + ".daemon..",
            ROOT + ".cli.."),
        keepsFrom(
            ROOT + ".p2p..",
            ROOT + ".core.ledger..",
            ROOT + ".core.consensus..",
            ROOT + ".core.event..",
            ROOT + ".core.account..",
            ROOT + ".core.state..",
            ROOT + ".core.tree..",
            ROOT + ".core.pool..",
            ROOT + ".wallet..",
            ROOT + ".market..",
            ROOT + ".daemon..",
            ROOT + ".cli.."),
        keepsFrom(
            ROOT + ".wallet..",
            ROOT + ".p2p..",
            ROOT + ".market..",
            ROOT + ".daemon..",
            ROOT + ".cli..",
            ROOT + ".core.store..",
            "org.slf4j.."),
        keepsFrom(
            ROOT + ".market..",
            ROOT + ".p2p..",
            ROOT + ".daemon..",
            ROOT + ".cli..",
            ROOT + ".core.store..",
            ROOT + ".wallet.keystore..",
            "org.slf4j.."),
        keepsFrom(ROOT + ".daemon..", ROOT + ".cli.."),
        keepsFrom(ROOT + "..", ROOT + ".bench.."));
  }

  private static ArchRule keepsFrom(String room, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .as(room + " does not know " + String.join(", ", others))
        .allowEmptyShould(true);
  }

  /** The ways in are skins over the use cases; none of them knows another. */
  private static List<ArchRule> skins() {
    List<String> names = List.of("http", "mcp", "ws", "console", "webhook");
    List<ArchRule> rules = new ArrayList<>();
    for (String name : names) {
      String[] others =
          names.stream()
              .filter(other -> !other.equals(name))
              .map(other -> ROOT + ".daemon." + other + "..")
              .toArray(String[]::new);
      rules.add(keepsFrom(ROOT + ".daemon." + name + "..", others));
      rules.add(keepsFrom(ROOT + ".daemon.app..", ROOT + ".daemon." + name + ".."));
    }
    rules.add(
        classes()
            .that()
            .resideInAPackage(ROOT + ".daemon")
            .and()
            .haveNameNotMatching(".*\\.(Main|StartOptions)(\\$.*)?")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("picocli..")
            .as("only daemon.Main and its StartOptions parse a command line")
            .allowEmptyShould(true));
    return rules;
  }
}
