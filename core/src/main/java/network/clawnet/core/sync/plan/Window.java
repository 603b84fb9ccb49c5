package network.clawnet.core.sync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.sync.wire.BlockRange;
import network.clawnet.core.sync.wire.BlocksQuestion;
import network.clawnet.core.sync.wire.CertifiedHeader;

/** The ranges on their way, by height, without a gap from the next block that is missing. */
final class Window {
  /** Ranges at once. */
  static final int SLOTS = 8;

  /** Bodies in hand and asked for after which only the lowest range is asked for, in bytes. */
  static final long MAX_BYTES = 64L * 1024 * 1024;

  private final TreeMap<Long, Slot> slots = new TreeMap<>();
  private long next;

  /** Begins anew above a height. */
  void restart(long height) {
    slots.clear();
    next = height + 1;
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }

  /**
   * Plans ranges up to a height.
   *
   * @param top certified and held by a peer
   */
  void plan(EpochChain epochs, CertifiedHeader top, long peersHeight) {
    while (slots.size() < SLOTS && next <= Math.min(top.height(), peersHeight)) {
      Optional<CertifiedHeader> end = epochs.endFrom(next);
      long epoch = end.map(CertifiedHeader::epoch).orElse(top.epoch());
      long last = Math.min(end.map(CertifiedHeader::height).orElse(top.height()), peersHeight);
      int count = (int) Math.min(BlockRange.MAX_BLOCKS, last - next + 1);
      add(new Slot(new BlocksQuestion.Range(next, count), epoch));
      next += count;
    }
  }

  /** Returns the ranges that nobody was asked for, lowest first, as far as memory allows. */
  List<Slot> open() {
    List<Slot> out = new ArrayList<>();
    long bytes = 0;
    for (Slot slot : slots.values()) {
      if (slot.isOpen() && (bytes < MAX_BYTES || slot == slots.firstEntry().getValue())) {
        out.add(slot);
        bytes += BlockRange.MAX_BODY_BYTES;
      }
      bytes += slot.isAsked() ? BlockRange.MAX_BODY_BYTES : slot.heldBytes();
    }
    return out;
  }

  /**
   * Keeps a proved answer. What is missing at its end is a range of its own again; where it goes on
   * to the first block that has a certificate, the ranges behind begin after that.
   */
  void hold(Slot slot, BlockRange proved) {
    BlocksQuestion.Range asked = slot.range();
    if (slots.get(asked.from()) != slot) {
      return; // an answer before it has gone beyond where this one begins
    }
    int got = proved.blocks().size();
    slot.hold(proved);
    if (got < asked.count()) {
      add(
          new Slot(
              new BlocksQuestion.Range(asked.from() + got, asked.count() - got), slot.epoch()));
    } else {
      cutBehind(asked.from(), asked.from() + got);
    }
  }

  private void cutBehind(long from, long first) {
    next = Math.max(next, first);
    for (Slot slot : List.copyOf(slots.subMap(from, false, first, false).values())) {
      slots.remove(slot.range().from());
      add(slot, (int) (first - slot.range().from()));
    }
  }

  /** Adds what is left of a range without its first blocks. */
  private void add(Slot slot, int gone) {
    BlockRange held = slot.held();
    int count = (held == null ? slot.range().count() : held.blocks().size()) - gone;
    if (count > 0) {
      Slot rest =
          new Slot(new BlocksQuestion.Range(slot.range().from() + gone, count), slot.epoch());
      if (held != null) {
        rest.hold(new BlockRange(held.blocks().subList(gone, gone + count), held.certificate()));
      }
      add(rest);
    }
  }

  /** Takes out the lowest range if it is here. */
  Optional<BlockRange> takeLowest() {
    if (slots.isEmpty()) {
      return Optional.empty();
    }
    BlockRange held = slots.firstEntry().getValue().held();
    if (held != null) {
      slots.pollFirstEntry();
    }
    return Optional.ofNullable(held);
  }

  private void add(Slot slot) {
    slots.put(slot.range().from(), slot);
  }
}
