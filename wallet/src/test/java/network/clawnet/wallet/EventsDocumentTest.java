package network.clawnet.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.account.MoneyCodes;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.directory.DirectoryCodes;
import network.clawnet.core.directory.DirectoryModule;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Rules;
import network.clawnet.core.stake.event.StakeCodes;
import network.clawnet.core.stake.event.StakeModule;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.wallet.escrow.EscrowCodes;
import network.clawnet.wallet.transfer.TransferCodes;
import org.junit.jupiter.api.Test;

/** Holds the code and docs/protocol/events.md together. */
class EventsDocumentTest {
  private static final Path ROOT = Path.of("..");

  /** Modules that own rules; a node's own answers are not rules. */
  private static final List<String> MODULES = List.of("core", "wallet", "market");

  private static final Pattern CODE = Pattern.compile("new RejectCode\\(\\s*\"([^\"]+)\"");

  /** Codes of a node about itself, which are no rules of the ledger. */
  private static final Set<String> LOCAL = Set.of("network.clawnet.core.pool.PoolCodes");

  /** Every class that owns codes of the ledger; a new one is missed by the first test. */
  private static final List<Class<?>> REGISTRY =
      List.of(
          EventCodes.class,
          AccountCodes.class,
          MoneyCodes.class,
          DirectoryCodes.class,
          StakeCodes.class,
          TransferCodes.class,
          EscrowCodes.class);

  @Test
  void theRegistryListsEveryClassOfCodes() throws IOException {
    Set<String> owners = new TreeSet<>();
    for (String module : List.of("core", "wallet")) {
      codesBySource(module).forEach((owner, texts) -> owners.add(owner));
    }
    owners.removeAll(LOCAL);

    assertThat(REGISTRY.stream().map(Class::getName)).containsExactlyInAnyOrderElementsOf(owners);
  }

  @Test
  void everyCodeHasItsTextAlone() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String module : MODULES) {
      codesBySource(module).values().forEach(texts::addAll);
    }

    assertThat(texts).doesNotHaveDuplicates();
    assertThat(texts).containsAll(codes().stream().map(RejectCode::text).toList());
    assertThat(texts).allMatch(text -> text.matches("[A-Z][A-Z_]+[A-Z]"));
  }

  @Test
  void theDocumentNamesExactlyTheCodesThereAreWithTheirKinds() throws IOException {
    Map<String, String> written = new TreeMap<>();
    for (List<String> row : rows()) {
      if (row.size() >= 3 && isKind(row.get(1))) {
        String before = written.put(plain(row.get(0)), row.get(1));
        assertThat(before).as(row.get(0)).isIn(null, row.get(1));
      }
    }

    Map<String, String> known = new TreeMap<>();
    codes().forEach(code -> known.put(code.text(), code.kind().name()));
    assertThat(written).isEqualTo(known);
  }

  @Test
  void theTableOfTypesIsThatOfTheRules() throws IOException {
    List<String> written = new ArrayList<>();
    for (List<String> row : rows()) {
      if (row.size() == 6 && row.get(0).startsWith("`")) {
        written.add(plain(row.get(0)) + " " + row.get(1) + " " + row.get(3));
      }
    }

    List<Rules<?>> rules = new ArrayList<>(WalletModule.rules(FeeSchedule.DEFAULT));
    rules.addAll(DirectoryModule.rules());
    rules.addAll(StakeModule.rules(LedgerFixture.genesis(new TreeMap<>()), Ed25519::verify));
    assertThat(written)
        .containsExactlyElementsOf(
            rules.stream()
                .map(it -> it.type() + " " + it.feeClass() + " " + it.executionUnits())
                .toList());
  }

  /** Returns the texts of the codes that a module's sources make, by class. */
  private static Map<String, List<String>> codesBySource(String module) throws IOException {
    Path main = ROOT.resolve(module).resolve("src/main/java");
    Map<String, List<String>> out = new TreeMap<>();
    if (!Files.isDirectory(main)) {
      return out;
    }
    try (Stream<Path> files = Files.walk(main)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        String path = main.relativize(file).toString();
        String owner = path.substring(0, path.length() - ".java".length()).replace('/', '.');
        Matcher matcher = CODE.matcher(Files.readString(file));
        while (matcher.find()) {
          out.computeIfAbsent(owner, it -> new ArrayList<>()).add(matcher.group(1));
        }
      }
    }
    return out;
  }

  private static List<RejectCode> codes() {
    List<RejectCode> codes = new ArrayList<>();
    for (Class<?> owner : REGISTRY) {
      for (Field field : owner.getFields()) {
        try {
          codes.add((RejectCode) field.get(null));
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    return codes;
  }

  private static List<List<String>> rows() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/protocol/events.md"))) {
      if (line.startsWith("|")) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        rows.add(Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList());
      }
    }
    return rows;
  }

  private static String plain(String cell) {
    return cell.replace("`", "");
  }

  private static boolean isKind(String cell) {
    return Arrays.stream(RejectCode.Kind.values()).anyMatch(kind -> kind.name().equals(cell));
  }
}
