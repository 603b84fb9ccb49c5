package network.clawnet.daemon.signer;

import java.time.InstantSource;
import network.clawnet.core.port.Store;
import network.clawnet.wallet.keystore.KeyStore;
import network.clawnet.wallet.keystore.Vault;

/**
 * What the signer stands on.
 *
 * @param vault over the same key files as {@code files}
 * @param store the node database
 * @param chain first 16 hex digits of the genesis hash
 */
public record SignerParts(
    KeyStore files,
    Vault vault,
    InternalKeys internal,
    Consents consents,
    Store store,
    String chain,
    InstantSource clock) {}
