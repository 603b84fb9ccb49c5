package network.clawnet.core.sync;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.block.Block;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.driver.Pausable;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.sync.ask.Courier;
import network.clawnet.core.sync.plan.OwnHead;
import network.clawnet.core.sync.wire.BlockRange;
import network.clawnet.core.sync.wire.BlocksQuestion;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.SyncProtocols;

/**
 * Lets consensus follow a chain that it does not vote on: fetches blocks from any full node, hands
 * over the certificate, and gives the blocks when consensus asks validators for them. What
 * consensus makes of them goes the ordinary way through the journal. One owner thread.
 */
final class Bodies {
  /** Blocks kept for consensus. */
  static final int MAX_BLOCKS = 128;

  /** Bytes of bodies kept for consensus, but for the last block. */
  static final long MAX_BYTES = 32L * 1024 * 1024;

  private static final int MAX_OPEN = 64;

  private final Courier courier;
  private final SyncProtocols protocols;
  private final int maxBodyBytes;
  private final Pausable consensus;
  private final Map<Hash, Block> kept = new LinkedHashMap<>();
  private final Set<Hash> open = new HashSet<>();
  private long bytes;
  private long asked = Long.MIN_VALUE / 2;

  Bodies(Courier courier, SyncProtocols protocols, int maxBodyBytes, Pausable consensus) {
    this.courier = courier;
    this.protocols = protocols;
    this.maxBodyBytes = maxBodyBytes;
    this.consensus = consensus;
  }

  /**
   * Fetches the blocks up to a certified one and lets consensus know of it.
   *
   * @param from a peer that has them
   */
  void follow(PeerId from, CertifiedHeader header, OwnHead own) {
    Hash hash = header.header().hash();
    if (kept.containsKey(hash)) {
      hand(header, own);
      return;
    }
    if (open.size() >= MAX_OPEN || !open.add(hash)) {
      return;
    }
    int count = (int) Math.min(BlockRange.MAX_BLOCKS, header.height() - own.height());
    ask(
        from,
        new BlocksQuestion.Range(own.height() + 1, count),
        range -> {
          open.remove(hash);
          if (range.isPresent() && leadsTo(range.get(), hash)) {
            range.get().blocks().forEach(this::keep);
            hand(header, own);
          }
        });
  }

  private static boolean leadsTo(BlockRange range, Hash hash) {
    List<Block> blocks = range.blocks();
    return !blocks.isEmpty()
        && blocks.get(blocks.size() - 1).hash().equals(hash)
        && range.isChain();
  }

  /**
   * Finds a block that consensus asks a validator for.
   *
   * @param validator whom consensus asks
   * @param peers who may have it
   */
  void want(PublicKey validator, Hash hash, List<PeerId> peers) {
    Block block = kept.get(hash);
    if (block != null) {
      give(validator, block);
    } else if (!peers.isEmpty() && open.size() < MAX_OPEN && open.add(hash)) {
      PeerId peer = peers.get(Math.floorMod(asked, peers.size()));
      ask(
          peer,
          new BlocksQuestion.ByHash(hash),
          range -> {
            open.remove(hash);
            if (range.isPresent() && leadsTo(range.get(), hash)) {
              give(validator, range.get().blocks().get(range.get().blocks().size() - 1));
            }
          });
    }
  }

  /** Forgets blocks that the ledger has. */
  void reached(long height) {
    kept.values().removeIf(it -> it.header().height() <= height);
    bytes = kept.values().stream().mapToLong(it -> it.header().body().bodyBytes()).sum();
  }

  private interface Answer {
    void take(Optional<BlockRange> range);
  }

  private void ask(PeerId peer, BlocksQuestion question, Answer answer) {
    courier.ask(
        new Courier.Parcel(
            asked++,
            peer,
            protocols.blocks(),
            question.encode(),
            BlockRange.maxAnswerBytes(maxBodyBytes)),
        whole -> answer.take(whole.flatMap(this::decode)));
  }

  private Optional<BlockRange> decode(byte[] whole) {
    try {
      return Optional.of(BlockRange.decode(whole, maxBodyBytes));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  private void keep(Block block) {
    if (kept.putIfAbsent(block.hash(), block) == null) {
      bytes += block.header().body().bodyBytes();
    }
    while (kept.size() > MAX_BLOCKS || (bytes > MAX_BYTES && kept.size() > 1)) {
      Block oldest = kept.values().iterator().next();
      kept.remove(oldest.hash());
      bytes -= oldest.header().body().bodyBytes();
    }
  }

  private void hand(CertifiedHeader header, OwnHead own) {
    tell(
        own.validators().key(0),
        new Payload.OfCertificate(header.certificate()),
        new PeerStatus(header.epoch(), header.certificate().view(), header.height()));
  }

  private void give(PublicKey validator, Block block) {
    tell(
        validator,
        new Payload.OfBlock(block),
        new PeerStatus(block.header().epoch(), block.header().view(), block.header().height()));
  }

  /** Loss is allowed: consensus asks again. */
  private void tell(PublicKey from, Payload payload, PeerStatus status) {
    boolean unused =
        consensus.offerMessage(new Input.Received(from, new ConsensusMessage(payload, status)));
  }
}
