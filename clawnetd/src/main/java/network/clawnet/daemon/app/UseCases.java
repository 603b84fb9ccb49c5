package network.clawnet.daemon.app;

import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.market.MarketCases;
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
    Messages messages,
    MarketCases markets,
    Feed feed) {}
