package network.clawnet.p2p.gossip.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import network.clawnet.p2p.wire.ProtoWriter;

/**
 * Writes subscriptions and control as RPCs of at most {@link RpcLimits#OUR_CONTROL_BYTES}, as many
 * as it takes. Messages are their own RPC already: {@link Message#rpc()}. Of use for one RPC.
 */
public final class RpcEncoder {
  /** Bytes that tags and lengths around an entry take at most. */
  private static final int OVERHEAD = 16;

  private final List<byte[]> rpcs = new ArrayList<>(1);
  private ProtoWriter subscriptions = new ProtoWriter();
  private ProtoWriter control = new ProtoWriter();

  private RpcEncoder() {}

  /** Returns the bytes of each RPC, without its length, in the order to send. */
  public static List<byte[]> encode(Rpc rpc) {
    RpcEncoder out = new RpcEncoder();
    rpc.subscriptions().forEach(out::add);
    out.add(rpc.control());
    out.flush();
    rpc.messages().forEach(message -> out.rpcs.add(message.rpc()));
    return out.rpcs;
  }

  private void add(Rpc.Subscription subscription) {
    ProtoWriter entry =
        new ProtoWriter().bool(1, subscription.joins()).text(2, subscription.topic());
    makeRoom(entry.size());
    subscriptions.message(1, entry);
  }

  private void add(Control entries) {
    entries.prune().forEach(prune -> addControl(4, prune(prune)));
    entries.graft().forEach(topic -> addControl(3, new ProtoWriter().text(1, topic)));
    addIds(5, 1, ProtoWriter::new, entries.dontWant());
    addIds(2, 1, ProtoWriter::new, entries.want());
    for (Control.Have have : entries.have()) {
      addIds(1, 2, () -> new ProtoWriter().text(1, have.topic()), have.ids());
    }
  }

  private void addIds(
      int entryField, int idField, Supplier<ProtoWriter> start, List<MessageId> ids) {
    ProtoWriter entry = start.get();
    int empty = entry.size();
    for (MessageId id : ids) {
      if (entry.size() + id.size() + OVERHEAD > RpcLimits.OUR_CONTROL_BYTES - OVERHEAD) {
        addControl(entryField, entry);
        entry = start.get();
      }
      entry.bytes(idField, id.raw());
    }
    if (entry.size() > empty) {
      addControl(entryField, entry);
    }
  }

  private static ProtoWriter prune(Control.Prune prune) {
    ProtoWriter entry = new ProtoWriter().text(1, prune.topic());
    for (Control.Suggestion suggestion : prune.suggested()) {
      ProtoWriter peer = new ProtoWriter().bytes(1, suggestion.peer().multihash());
      if (suggestion.record().length > 0) {
        peer.bytes(2, suggestion.record());
      }
      if (entry.size() + peer.size() + 2 * OVERHEAD > RpcLimits.OUR_CONTROL_BYTES) {
        break; // large records: fewer suggestions
      }
      entry.message(2, peer);
    }
    return prune.backoffSeconds() > 0 ? entry.varint(3, prune.backoffSeconds()) : entry;
  }

  private void addControl(int field, ProtoWriter entry) {
    makeRoom(entry.size());
    control.message(field, entry);
  }

  private void makeRoom(int bytes) {
    int used = subscriptions.size() + control.size();
    if (used > 0 && used + bytes + OVERHEAD > RpcLimits.OUR_CONTROL_BYTES) {
      flush();
    }
  }

  private void flush() {
    if (control.size() > 0) {
      subscriptions.message(3, control);
    }
    if (subscriptions.size() > 0) {
      rpcs.add(subscriptions.toBytes());
      subscriptions = new ProtoWriter();
      control = new ProtoWriter();
    }
  }
}
