package network.clawnet.market;

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
import network.clawnet.core.account.MoneyCodes;
import network.clawnet.core.event.RejectCode;
import network.clawnet.market.arbiter.ArbiterCodes;
import network.clawnet.market.contract.ContractCodes;
import network.clawnet.market.kernel.MarketCodes;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.lease.LeaseCodes;
import network.clawnet.market.listing.ListingCodes;
import network.clawnet.market.order.OrderCodes;
import network.clawnet.market.task.BidCodes;
import org.junit.jupiter.api.Test;

/** Holds the code and the documents of the markets and of contracts together. */
class MarketDocumentTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern CODE = Pattern.compile("new RejectCode\\(\\s*\"([^\"]+)\"");

  /** Every class that owns codes of a market; a new one is missed by the first test. */
  private static final List<Class<?>> OWNERS =
      List.of(
          ArbiterCodes.class,
          ContractCodes.class,
          MarketCodes.class,
          LeaseCodes.class,
          ListingCodes.class,
          OrderCodes.class,
          BidCodes.class);

  @Test
  void theListNamesEveryCodeOfTheModule() throws IOException {
    Set<String> made = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("market/src/main/java"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        Matcher matcher = CODE.matcher(Files.readString(file));
        while (matcher.find()) {
          assertThat(made.add(matcher.group(1))).as(matcher.group(1)).isTrue();
        }
      }
    }

    assertThat(kinds(OWNERS).keySet()).isEqualTo(made);
  }

  @Test
  void theDocumentsNameExactlyTheCodesThereAreWithTheirKinds() throws IOException {
    List<Class<?>> all = new ArrayList<>(OWNERS);
    all.add(AccountCodes.class);
    all.add(MoneyCodes.class);
    Map<String, String> known = kinds(all);
    Map<String, String> written = new TreeMap<>();
    for (List<String> row : rows()) {
      if (row.size() == 3 && isKind(row.get(1))) {
        written.put(plain(row.get(0)), row.get(1));
        assertThat(known).containsEntry(plain(row.get(0)), row.get(1));
      }
    }

    assertThat(written.keySet()).containsAll(kinds(OWNERS).keySet());
  }

  @Test
  void theTableOfTypesIsThatOfTheRules() throws IOException {
    List<String> written = new ArrayList<>();
    for (List<String> row : rows()) {
      if (row.size() == 6 && row.get(0).matches("`(market|contract)\\..*")) {
        written.add(plain(row.get(0)) + " " + row.get(1) + " " + row.get(3));
      }
    }

    assertThat(written)
        .containsExactlyElementsOf(
            MarketModule.rules(MarketParams.DEFAULT).stream()
                .map(it -> it.type() + " " + it.feeClass() + " " + it.executionUnits())
                .toList());
  }

  private static Map<String, String> kinds(List<Class<?>> owners) {
    Map<String, String> out = new TreeMap<>();
    for (Class<?> owner : owners) {
      for (Field field : owner.getFields()) {
        try {
          RejectCode code = (RejectCode) field.get(null);
          out.put(code.text(), code.kind().name());
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    return out;
  }

  private static List<List<String>> rows() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String document : List.of("market.md", "contract.md")) {
      for (String line : Files.readAllLines(ROOT.resolve("docs/protocol").resolve(document))) {
        if (line.startsWith("|")) {
          String inner = line.substring(1, line.lastIndexOf('|'));
          rows.add(Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList());
        }
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
