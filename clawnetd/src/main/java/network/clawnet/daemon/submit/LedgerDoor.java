package network.clawnet.daemon.submit;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.chain.Admission;
import network.clawnet.core.chain.LocalDraft;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.pool.Trial;

/**
 * Where events go in and what is known of those that came out: the own ledger, or the full nodes
 * that a light node trusts no further than they prove. Any thread; no future fails for what is
 * wrong with an event.
 */
public interface LedgerDoor {
  /** Decodes, verifies and admits an event signed elsewhere. */
  CompletableFuture<Admission> submit(byte[] event);

  /** Does the same with several, in this order. */
  CompletableFuture<List<Admission>> submitAll(List<byte[]> events);

  /** Offers events again that waited when the node stopped. */
  CompletableFuture<List<Admission>> resubmit(List<byte[]> events);

  /** Gives each draft its nonce, signs it and reserves its place until {@link #release}. */
  CompletableFuture<List<Admission>> reserve(List<? extends LocalDraft> drafts);

  /** Lets reserved events go. */
  void release(List<Hash> events);

  /** Decides what would become of a draft now, changing nothing. */
  CompletableFuture<Trial> tryOut(LocalDraft draft);

  /** Returns the height of the block that holds an event, if this node knows it is final. */
  OptionalLong heightOf(Hash event) throws IOException;
}
