package network.clawnet.daemon.signer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.identity.Did;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.store.NodeFamilies;

/** Names that people gave to their accounts, in the node database. Any thread. */
record AccountNames(Store store) {
  Optional<String> of(Did did) throws IOException {
    byte[] name = store.get(NodeFamilies.ACCOUNT_NAME, did.key().bytes());
    return name == null ? Optional.empty() : Optional.of(new String(name, StandardCharsets.UTF_8));
  }

  void put(Did did, String name) throws IOException {
    Store.Write write =
        new Store.Write(
            NodeFamilies.ACCOUNT_NAME, did.key().bytes(), name.getBytes(StandardCharsets.UTF_8));
    store.write(List.of(write), true);
  }
}
