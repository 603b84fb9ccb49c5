package network.clawnet.daemon.app;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;
import network.clawnet.core.pool.PoolCodes;

/** Refusals that come from the node and not from a ledger rule. Source: docs/api.md, "Errors". */
public final class AppCodes {
  public static final RejectCode INVALID_REQUEST = code("INVALID_REQUEST", Kind.INVALID);
  public static final RejectCode DID_INVALID = code("DID_INVALID", Kind.INVALID);
  public static final RejectCode UNAUTHORIZED = code("UNAUTHORIZED", Kind.FORBIDDEN);
  public static final RejectCode PASSPHRASE_WRONG = code("PASSPHRASE_WRONG", Kind.FORBIDDEN);
  public static final RejectCode FORBIDDEN = code("FORBIDDEN", Kind.FORBIDDEN);
  public static final RejectCode READ_ONLY = code("READ_ONLY", Kind.FORBIDDEN);

  /** Details: {@code limit}, {@code used}, {@code freeAt} (epoch ms). */
  public static final RejectCode LIMIT_EXCEEDED = code("LIMIT_EXCEEDED", Kind.FORBIDDEN);

  public static final RejectCode FAUCET_DISABLED = code("FAUCET_DISABLED", Kind.FORBIDDEN);

  /** The account's key is locked and the call brings no passphrase. */
  public static final RejectCode ACCOUNT_LOCKED = code("ACCOUNT_LOCKED", Kind.FORBIDDEN);

  public static final RejectCode NOT_FOUND = code("NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode ACCOUNT_NOT_FOUND = code("ACCOUNT_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode CREDENTIAL_NOT_FOUND =
      code("CREDENTIAL_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode PEER_NOT_FOUND = code("PEER_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode MESSAGE_NOT_FOUND = code("MESSAGE_NOT_FOUND", Kind.NOT_FOUND);

  /** Sender and receiver are not parties of the deal that the message names. */
  public static final RejectCode MESSAGE_NO_DEAL = code("MESSAGE_NO_DEAL", Kind.FORBIDDEN);

  public static final RejectCode CONTENT_NOT_FOUND = code("CONTENT_NOT_FOUND", Kind.NOT_FOUND);

  /** Details: {@code received}, {@code size}, bytes. */
  public static final RejectCode CONTENT_INCOMPLETE = code("CONTENT_INCOMPLETE", Kind.CONFLICT);

  /** What came does not have the hash that names it. */
  public static final RejectCode CONTENT_WRONG = code("CONTENT_WRONG", Kind.CONFLICT);

  /** Details: {@code limit}, bytes. */
  public static final RejectCode CONTENT_TOO_LARGE = code("CONTENT_TOO_LARGE", Kind.INVALID);

  public static final RejectCode CONTENT_FULL = code("CONTENT_FULL", Kind.CONFLICT);

  /** The lease's last call has no answer yet. */
  public static final RejectCode CALL_PENDING = code("CALL_PENDING", Kind.CONFLICT);

  public static final RejectCode TX_NOT_FOUND = code("TX_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode BLOCK_NOT_FOUND = code("BLOCK_NOT_FOUND", Kind.NOT_FOUND);

  /** Details: {@code oldest}, the lowest height whose block is here. */
  public static final RejectCode HISTORY_PRUNED = code("HISTORY_PRUNED", Kind.NOT_FOUND);

  public static final RejectCode CONFLICT = code("CONFLICT", Kind.CONFLICT);
  public static final RejectCode IDEMPOTENCY_MISMATCH = code("IDEMPOTENCY_MISMATCH", Kind.CONFLICT);
  public static final RejectCode RATE_LIMITED = code("RATE_LIMITED", Kind.RATE);
  public static final RejectCode NOT_SYNCED = code("NOT_SYNCED", Kind.RATE);

  /** A light node cannot prove it: ask a full node. */
  public static final RejectCode NOT_ON_LIGHT_NODE = code("NOT_ON_LIGHT_NODE", Kind.CONFLICT);

  /** The search index is not there yet; every other call works. */
  public static final RejectCode SEARCH_NOT_READY = code("SEARCH_NOT_READY", Kind.RATE);

  /** The same as the pool gives. */
  public static final RejectCode OVERLOADED = PoolCodes.OVERLOADED;

  /** A file of the ledger is not what was written; the message names it. */
  public static final RejectCode DATA_DAMAGED = code("DATA_DAMAGED", Kind.CONFLICT);

  private AppCodes() {}

  private static RejectCode code(String text, Kind kind) {
    return new RejectCode(text, kind);
  }
}
