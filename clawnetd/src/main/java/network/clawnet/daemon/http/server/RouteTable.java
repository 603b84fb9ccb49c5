package network.clawnet.daemon.http.server;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import network.clawnet.daemon.app.cases.UseCases;
import network.clawnet.daemon.app.validator.Validators;
import network.clawnet.daemon.health.Health;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.account.GetAccounts;
import network.clawnet.daemon.http.account.PostAccount;
import network.clawnet.daemon.http.account.PostExport;
import network.clawnet.daemon.http.account.PostImport;
import network.clawnet.daemon.http.account.PostLock;
import network.clawnet.daemon.http.account.PostPasswd;
import network.clawnet.daemon.http.account.PostUnlock;
import network.clawnet.daemon.http.block.GetBlock;
import network.clawnet.daemon.http.block.GetBlocks;
import network.clawnet.daemon.http.block.GetGenesis;
import network.clawnet.daemon.http.block.GetSupply;
import network.clawnet.daemon.http.block.PostVerify;
import network.clawnet.daemon.http.content.DeleteContent;
import network.clawnet.daemon.http.content.GetContent;
import network.clawnet.daemon.http.content.PostContent;
import network.clawnet.daemon.http.credential.DeleteCredential;
import network.clawnet.daemon.http.credential.GetAudit;
import network.clawnet.daemon.http.credential.GetCredentials;
import network.clawnet.daemon.http.credential.PostCredential;
import network.clawnet.daemon.http.credential.PostRotate;
import network.clawnet.daemon.http.feed.GetEvents;
import network.clawnet.daemon.http.identity.GetCapabilities;
import network.clawnet.daemon.http.identity.GetIdentity;
import network.clawnet.daemon.http.identity.GetOwnIdentity;
import network.clawnet.daemon.http.identity.PostCapability;
import network.clawnet.daemon.http.identity.PostIdentity;
import network.clawnet.daemon.http.message.GetMessage;
import network.clawnet.daemon.http.message.GetMessages;
import network.clawnet.daemon.http.message.PostMessage;
import network.clawnet.daemon.http.node.GetConfig;
import network.clawnet.daemon.http.node.GetHealth;
import network.clawnet.daemon.http.node.GetMetrics;
import network.clawnet.daemon.http.node.GetOpenApi;
import network.clawnet.daemon.http.node.GetStatus;
import network.clawnet.daemon.http.peer.DeleteBan;
import network.clawnet.daemon.http.peer.DeletePeer;
import network.clawnet.daemon.http.peer.GetPeers;
import network.clawnet.daemon.http.peer.PostBan;
import network.clawnet.daemon.http.peer.PostPeer;
import network.clawnet.daemon.http.tx.GetTx;
import network.clawnet.daemon.http.tx.PostTx;
import network.clawnet.daemon.http.validator.GetValidators;
import network.clawnet.daemon.http.validator.PostReady;
import network.clawnet.daemon.http.validator.PostRegister;
import network.clawnet.daemon.http.validator.PostStake;
import network.clawnet.daemon.http.validator.PostUnjail;
import network.clawnet.daemon.http.wallet.EscrowWrites;
import network.clawnet.daemon.http.wallet.GetBalance;
import network.clawnet.daemon.http.wallet.GetEscrow;
import network.clawnet.daemon.http.wallet.GetEscrows;
import network.clawnet.daemon.http.wallet.GetHistory;
import network.clawnet.daemon.http.wallet.PostCosign;
import network.clawnet.daemon.http.wallet.PostEscrow;
import network.clawnet.daemon.http.wallet.PostEscrowExpire;
import network.clawnet.daemon.http.wallet.PostEscrowFund;
import network.clawnet.daemon.http.wallet.PostEscrowRefund;
import network.clawnet.daemon.http.wallet.PostEscrowRelease;
import network.clawnet.daemon.http.wallet.PostFaucet;
import network.clawnet.daemon.http.wallet.PostTransfer;
import network.clawnet.daemon.http.wallet.Subject;
import network.clawnet.daemon.metrics.LazyMetrics;

/** The whole API: every operation with what it calls. */
public final class RouteTable {
  private RouteTable() {}

  /**
   * Returns all routes; of two that match a path, the earlier one answers.
   *
   * @param executor threads for what comes later than its call
   */
  public static List<Route> of(
      UseCases node, Health health, LazyMetrics metrics, Executor executor) {
    LedgerWrites writes = new LedgerWrites(node.transactions(), node.accounts(), executor);
    return Stream.of(
            aboutNode(node, health, metrics),
            identity(node, writes),
            wallet(node, writes),
            escrow(node, writes),
            ledger(node, writes),
            accounts(node),
            credentials(node),
            validators(node.validators(), writes),
            messages(node),
            contents(node),
            MarketTable.of(node, writes),
            List.<Route>of(new GetEvents(node.feed())))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> aboutNode(UseCases node, Health health, LazyMetrics metrics) {
    return List.of(
        new GetStatus(node.node()),
        new GetPeers(node.peers()),
        new PostPeer(node.peers()),
        new DeletePeer(node.peers()),
        new PostBan(node.peers()),
        new DeleteBan(node.peers()),
        new GetConfig(node.node()),
        GetHealth.live(health),
        GetHealth.ready(health),
        new GetMetrics(metrics),
        new GetOpenApi());
  }

  private static List<Route> identity(UseCases node, LedgerWrites writes) {
    return List.of(
        new GetOwnIdentity(node.identities(), node.accounts()),
        new GetCapabilities(node.identities()),
        new GetIdentity(node.identities()),
        new PostIdentity(node.identities(), writes),
        new PostCapability(writes));
  }

  private static List<Route> wallet(UseCases node, LedgerWrites writes) {
    Subject subject = new Subject(node.accounts());
    return List.of(
        new GetBalance(node.ledger(), subject),
        new GetHistory(node.ledger(), subject),
        new PostTransfer(writes),
        PostCosign.escrow(node.accounts()),
        new PostFaucet(node.faucet(), subject));
  }

  private static List<Route> escrow(UseCases node, LedgerWrites writes) {
    EscrowWrites escrows = new EscrowWrites(node.ledger(), writes);
    return List.of(
        new PostEscrow(escrows),
        new GetEscrow(escrows),
        new GetEscrows(node.ledger(), new Subject(node.accounts())),
        new PostEscrowFund(escrows),
        new PostEscrowRelease(escrows),
        new PostEscrowRefund(escrows),
        new PostEscrowExpire(escrows));
  }

  private static List<Route> ledger(UseCases node, LedgerWrites writes) {
    return List.of(
        new GetTx(node.blocks()),
        new PostTx(node.transactions(), writes),
        new GetBlocks(node.blocks()),
        new GetBlock(node.blocks()),
        new GetSupply(node.ledger()),
        new GetGenesis(node.blocks()),
        new PostVerify(node.verifier()));
  }

  private static List<Route> validators(Validators validators, LedgerWrites writes) {
    return List.of(
        new GetValidators(validators),
        new PostRegister(validators, writes),
        new PostReady(validators, writes),
        new PostUnjail(validators, writes),
        PostStake.stake(validators, writes),
        PostStake.unstake(validators, writes));
  }

  private static List<Route> messages(UseCases node) {
    return List.of(
        new PostMessage(node.messages(), node.accounts()),
        new GetMessages(node.messages(), node.accounts()),
        new GetMessage(node.messages()));
  }

  private static List<Route> contents(UseCases node) {
    return List.of(
        new PostContent(node.contents(), node.accounts()),
        new GetContent(node.contents(), node.accounts()),
        new DeleteContent(node.contents(), node.accounts()));
  }

  private static List<Route> accounts(UseCases node) {
    return List.of(
        new GetAccounts(node.accounts()),
        new PostAccount(node.accounts()),
        new PostUnlock(node.accounts()),
        new PostLock(node.accounts()),
        new PostPasswd(node.accounts()),
        new PostExport(node.accounts()),
        new PostImport(node.accounts()));
  }

  private static List<Route> credentials(UseCases node) {
    return List.of(
        new GetCredentials(node.credentials()),
        new PostCredential(node.credentials(), node.accounts()),
        new PostRotate(node.credentials()),
        new DeleteCredential(node.credentials()),
        new GetAudit(node.audit()));
  }
}
