package network.clawnet.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command line may import. It is built after the daemon, so its classes cannot be looked
 * at here as those of the other modules are.
 */
final class ClientRules {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?([a-z0-9_]+(?:\\.[a-z0-9_]+)*)\\.");
  private static final Set<String> ROOMS =
      Set.of(
          "core.codec",
          "core.config",
          "core.crypto",
          "core.genesis",
          "core.identity",
          "core.text",
          "core.units",
          "wallet.keystore",
          "wallet.mnemonic");

  private ClientRules() {}

  static List<String> problems(SourceFile file) {
    List<String> problems = new ArrayList<>();
    Matcher imports = IMPORT.matcher(file.text());
    while (imports.find()) {
      String name = imports.group(1);
      String room = name.replaceFirst("^network\\.clawnet\\.", "");
      boolean own = room.equals("cli") || room.startsWith("cli.");
      if (!room.equals(name) && !own && !ROOMS.contains(room)) {
        problems.add(file.path() + ": the client talks HTTP and does not know " + name);
      }
      if (name.equals("java.net.http")) {
        problems.add(file.path() + ": java.net.http costs a short command 300 ms at its end");
      }
    }
    return problems;
  }
}
