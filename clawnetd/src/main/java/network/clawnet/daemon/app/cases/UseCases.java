package network.clawnet.daemon.app.cases;

import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.AuditLog;
import network.clawnet.daemon.app.Blocks;
import network.clawnet.daemon.app.Credentials;
import network.clawnet.daemon.app.Faucet;
import network.clawnet.daemon.app.Identities;
import network.clawnet.daemon.app.LedgerQueries;
import network.clawnet.daemon.app.LedgerVerifier;
import network.clawnet.daemon.app.NodeStatus;
import network.clawnet.daemon.app.Peers;
import network.clawnet.daemon.app.Transactions;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.market.MarketCases;
import network.clawnet.daemon.app.message.Calls;
import network.clawnet.daemon.app.message.Contents;
import network.clawnet.daemon.app.message.Messages;
import network.clawnet.daemon.app.validator.Validators;

/** All that a skin of the node (HTTP, MCP, console) may call. */
public record UseCases(
    Transactions transactions,
    LedgerQueries ledger,
    Blocks blocks,
    Identities identities,
    AccountKeys accounts,
    Credentials credentials,
    AuditLog audit,
    NodeStatus node,
    LedgerVerifier verifier,
    Faucet faucet,
    Peers peers,
    Validators validators,
    MarketCases markets,
    Feed feed,
    Messages messages,
    Contents contents,
    Calls calls) {}
