package network.clawnet.daemon;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import network.clawnet.core.config.LimitsSection;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.Did;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.audit.SignatureLog;
import network.clawnet.daemon.credential.StoredCredentials;
import network.clawnet.daemon.faucet.GenesisFaucet;
import network.clawnet.daemon.limit.SpendingLimits;
import network.clawnet.daemon.limit.SpendingTerms;
import network.clawnet.daemon.signer.Accounts;
import network.clawnet.daemon.signer.InternalKeys;
import network.clawnet.daemon.signer.SignerParts;
import network.clawnet.daemon.submit.Drafts;
import network.clawnet.daemon.submit.LedgerDoor;
import network.clawnet.daemon.submit.SubmitParts;
import network.clawnet.daemon.submit.Submitter;
import network.clawnet.wallet.keystore.KeyFileException;

/**
 * What this node alone knows and does: keys, limits, credentials, the audit log, and the way of own
 * events onto the ledger.
 */
record NodeServices(
    Accounts accounts,
    StoredCredentials credentials,
    SpendingLimits limits,
    SignatureLog audit,
    Submitter submitter,
    Drafts drafts,
    GenesisFaucet faucet)
    implements AutoCloseable {

  /** What the services stand on. */
  record Settings(
      NodeIdentity identity,
      Genesis genesis,
      LimitsSection limits,
      Store store,
      SecureRandom random,
      InstantSource clock) {}

  /**
   * Opens them.
   *
   * @param ledger where events go
   */
  static NodeServices open(Settings settings, LedgerDoor ledger, RuleBook book, Faults faults)
      throws IOException {
    NodeIdentity identity = settings.identity();
    Store store = settings.store();
    InstantSource clock = settings.clock();
    InternalKeys internal = new InternalKeys(settings.random()::nextBytes);
    Optional<GenesisFaucet.Source> source =
        GenesisFile.faucetKey(settings.genesis(), identity)
            .map(key -> source(settings.genesis(), internal, key));
    SignatureLog audit = SignatureLog.open(store, event -> ledger.heightOf(event).isPresent());
    StoredCredentials credentials =
        StoredCredentials.open(
            store, did -> holds(identity, did), settings.random()::nextBytes, clock);
    SpendingLimits limits =
        SpendingLimits.open(
            store,
            new SpendingTerms(
                settings.limits(), source.map(GenesisFaucet.Source::terms), credentials::valid),
            audit,
            clock);
    Accounts accounts =
        Accounts.open(
            new SignerParts(
                identity.store(),
                identity.vault(),
                internal,
                limits::consent,
                store,
                settings.genesis().chain(),
                clock));
    Drafts drafts = new Drafts(settings.genesis().chain(), book, clock);
    Submitter submitter =
        new Submitter(
            new SubmitParts(ledger, store, drafts, limits, accounts, clock, faults::failed));
    return new NodeServices(
        accounts,
        credentials,
        limits,
        audit,
        submitter,
        drafts,
        new GenesisFaucet(source, submitter));
  }

  @Override
  public void close() {
    submitter.close();
    accounts.close();
  }

  private static GenesisFaucet.Source source(
      Genesis genesis, InternalKeys internal, SigningKey key) {
    char[] pass = internal.add(key);
    key.destroy();
    return new GenesisFaucet.Source(genesis.faucet().orElseThrow(), pass);
  }

  private static boolean holds(NodeIdentity identity, Did did) throws IOException {
    try {
      return identity.store().list().stream().anyMatch(it -> it.did().equals(did));
    } catch (KeyFileException e) {
      throw new IOException(e);
    }
  }
}
