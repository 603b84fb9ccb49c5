package network.clawnet.cli.command.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.PrivateFile;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;

/** What lies beside the homes: a list of the nodes, scripts to start and stop them, and compose. */
record NetworkFiles(NetworkPlan plan, List<NetworkNode> nodes) {
  private static final String SCRIPT =
      """
      #!/usr/bin/env bash
      # %s
      # CLAWNET_BIN names the directory of the programs, if they are not on the PATH.
      set -euo pipefail
      here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
      bin="${CLAWNET_BIN:+$CLAWNET_BIN/}"
      for node in %s; do
        %s
      done
      """;

  private static final String SERVICE =
      """
        %s:
          image: eclipse-temurin:17-jre
          network_mode: host
          restart: unless-stopped
          user: "${CLAWNET_USER:?set it to the output of: id -u}"
          command: /opt/clawnet/bin/clawnetd --data-dir /node --foreground
          volumes:
            - ${CLAWNET_HOME:?set it to the directory of the installation}:/opt/clawnet:ro
            - ./%s:/node
      """;

  void write() throws IOException {
    PrivateFile.create(plan.directory().resolve("nodes.json"), CanonicalJson.encode(list()));
    String names = String.join(" ", nodes.stream().map(NetworkNode::name).toList());
    script(
        "start.sh",
        SCRIPT.formatted(
            "Starts every node in the background; options go to each, such as"
                + " --passphrase-file FILE.",
            names,
            "\"${bin}clawnetd\" --data-dir \"$here/$node\" \"$@\""));
    script(
        "stop.sh",
        SCRIPT.formatted(
            "Stops every node.",
            names,
            "\"${bin}clawnet\" stop --data-dir \"$here/$node\" || true"));
    StringBuilder compose = new StringBuilder("services:\n");
    nodes.forEach(it -> compose.append(SERVICE.formatted(it.name(), it.name())));
    write("compose.yaml", compose.toString());
  }

  /** Returns the nodes as nodes.json has them. */
  Json.Arr list() {
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      NetworkNode node = nodes.get(i);
      items.add(
          Json.object()
              .put("name", node.name())
              .put("role", plan.role(i))
              .put("did", node.account().text())
              .put("dataDir", node.home().root().toString())
              .put("apiUrl", "http://127.0.0.1:" + plan.apiPort(i))
              .put("p2pAddr", NetworkNode.address(node, plan.p2pPort(i)))
              .build());
    }
    return new Json.Arr(items);
  }

  private void script(String name, String text) throws IOException {
    Path file = write(name, text);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = plan.directory().resolve(name);
    PrivateFile.create(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }
}
