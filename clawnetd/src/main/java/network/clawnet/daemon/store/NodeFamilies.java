package network.clawnet.daemon.store;

import java.util.List;
import network.clawnet.core.message.post.PostStore;
import network.clawnet.core.port.Store.Family;

/** Families of the node database. */
public final class NodeFamilies {
  /** Hash of caller and idempotency key to what came of the call. */
  public static final Family IDEMPOTENCY = new Family("idempotency");

  /** Hash of an own event that may not be final yet to its canonical bytes. */
  public static final Family OUTBOX = new Family("outbox");

  /** Spending of each account and credential within the last day. */
  public static final Family SPENDING = new Family("spending");

  /** Sequence number to a signature that this node gave. */
  public static final Family AUDIT = new Family("audit");

  /** Credential id to its terms and the hash of its secret. */
  public static final Family CREDENTIAL = new Family("credential");

  /** Public key of an own account to the name its owner gave it. */
  public static final Family ACCOUNT_NAME = new Family("account-name");

  /** What a light node goes on from after a restart. */
  public static final Family LIGHT = new Family("light");

  /** Owner, content and offset to a piece of content. */
  public static final Family CONTENT = new Family("content");

  /** Owner and content to how much of it is here. */
  public static final Family CONTENT_BOOK = new Family("content-book");

  /** How far the ledger was read for what is to be sent, and what is being sent. */
  public static final Family CONTENT_OUT = new Family("content-out");

  /** Lease to what its renter's node has called. */
  public static final Family CALL_MADE = new Family("call-made");

  /** Lease to what its provider's node has served. */
  public static final Family CALL_SERVED = new Family("call-served");

  /** Listing to where its provider's program takes calls. */
  public static final Family ENDPOINT = new Family("endpoint");

  private NodeFamilies() {}

  public static List<Family> all() {
    return List.of(
        IDEMPOTENCY,
        OUTBOX,
        SPENDING,
        AUDIT,
        CREDENTIAL,
        ACCOUNT_NAME,
        LIGHT,
        CONTENT,
        CONTENT_BOOK,
        CONTENT_OUT,
        CALL_MADE,
        CALL_SERVED,
        ENDPOINT,
        PostStore.OUT,
        PostStore.IN,
        PostStore.BOOK,
        PostStore.STATUS);
  }
}
