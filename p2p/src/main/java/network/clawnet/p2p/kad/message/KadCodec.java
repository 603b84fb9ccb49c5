package network.clawnet.p2p.kad.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.wire.ProtoReader;
import network.clawnet.p2p.wire.ProtoWriter;

/**
 * Bytes of {@link KadMessage}, without the length in front. What a peer may send without breaking
 * the protocol but beyond our needs (more peers, more addresses, addresses of unknown kinds, ids
 * that are none) is left out; fields over their limits are refused.
 */
public final class KadCodec {
  /** Largest message accepted, in bytes: answers of 43 KB occur, and a value fits. */
  public static final int MAX_MESSAGE_BYTES = 128 * 1024;

  /** Largest answer sent, in bytes: rust refuses more. */
  public static final int MAX_ANSWER_BYTES = 16 * 1024;

  /** Longest key in bytes. */
  public static final int MAX_KEY_BYTES = 1024;

  /** Largest value in bytes. */
  public static final int MAX_VALUE_BYTES = 64 * 1024;

  /** Addresses read and written of one peer. */
  public static final int MAX_ADDRS = 8;

  /** Peers read from each of the two lists of a message. */
  public static final int MAX_PEERS = 64;

  private static final int MAX_ADDR_BYTES = 512;
  private static final int MAX_TIME_BYTES = 64;

  private KadCodec() {}

  /** Reads one message. */
  public static KadMessage decode(byte[] bytes) throws DecodeException {
    if (bytes.length > MAX_MESSAGE_BYTES) {
      throw new DecodeException("kad message of " + bytes.length + " bytes");
    }
    MessageType type = MessageType.PUT_VALUE;
    byte[] key = {};
    Optional<KadRecord> stored = Optional.empty();
    List<KadPeer> closer = new ArrayList<>();
    List<KadPeer> providers = new ArrayList<>();
    ProtoReader in = new ProtoReader(bytes);
    while (in.next()) {
      switch (in.field()) {
        case 1 -> type = MessageType.of(in.int32());
        case 2 -> key = in.bytes(MAX_KEY_BYTES);
        case 3 -> stored = Optional.of(readRecord(in.message(MAX_MESSAGE_BYTES)));
        case 8 -> readPeer(in.message(MAX_MESSAGE_BYTES), closer);
        case 9 -> readPeer(in.message(MAX_MESSAGE_BYTES), providers);
        default -> {}
      }
    }
    return new KadMessage(type, key, stored, closer, providers);
  }

  private static KadRecord readRecord(ProtoReader in) throws DecodeException {
    byte[] key = {};
    byte[] value = {};
    String time = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> key = in.bytes(MAX_KEY_BYTES);
        case 2 -> value = in.bytes(MAX_VALUE_BYTES);
        case 5 -> time = in.text(MAX_TIME_BYTES);
        default -> {}
      }
    }
    return new KadRecord(key, value, time);
  }

  private static void readPeer(ProtoReader in, List<KadPeer> peers) throws DecodeException {
    if (peers.size() >= MAX_PEERS) {
      return;
    }
    byte[] id = {};
    List<Multiaddr> addrs = new ArrayList<>();
    Reachability reachability = Reachability.NOT_CONNECTED;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> id = in.bytes(PeerId.MAX_BYTES);
        case 2 -> readAddr(in, addrs);
        case 3 -> reachability = Reachability.of(in.int32());
        default -> {}
      }
    }
    add(id, addrs, reachability, peers);
  }

  private static void add(
      byte[] id, List<Multiaddr> addrs, Reachability reachability, List<KadPeer> peers) {
    try {
      peers.add(new KadPeer(PeerId.ofMultihash(id), addrs, reachability));
    } catch (DecodeException e) {
      // names nobody: the rest of the answer is still of use
    }
  }

  private static void readAddr(ProtoReader in, List<Multiaddr> addrs) throws DecodeException {
    if (addrs.size() >= MAX_ADDRS) {
      return;
    }
    byte[] bytes = in.bytes(MAX_MESSAGE_BYTES);
    if (bytes.length > MAX_ADDR_BYTES) {
      return;
    }
    try {
      addrs.add(Multiaddr.decode(bytes));
    } catch (DecodeException e) {
      // of a kind we do not know: the other addresses are still of use
    }
  }

  /** Returns the bytes of a message; its parts keep the limits of this class. */
  public static byte[] encode(KadMessage message) {
    return write(message).toBytes();
  }

  /** Returns the message with as many peers as {@link #MAX_ANSWER_BYTES} leaves room for. */
  public static KadMessage fit(KadMessage message) {
    int room = MAX_ANSWER_BYTES - message.key().length - 16;
    room -= message.stored().map(it -> it.key().length + it.value().length + 96).orElse(0);
    List<KadPeer> providers = new ArrayList<>();
    room = take(message.providers(), providers, room);
    List<KadPeer> closer = new ArrayList<>();
    take(message.closer(), closer, room);
    return new KadMessage(message.type(), message.key(), message.stored(), closer, providers);
  }

  private static int take(List<KadPeer> from, List<KadPeer> to, int room) {
    int rest = room;
    for (KadPeer peer : from) {
      int size = atMost(peer);
      if (size > rest) {
        break;
      }
      to.add(peer);
      rest -= size;
    }
    return rest;
  }

  private static int atMost(KadPeer peer) {
    int size = peer.id().multihash().length + 10;
    for (Multiaddr addr : peer.addrs().subList(0, Math.min(MAX_ADDRS, peer.addrs().size()))) {
      size += addr.bytes().length + 3;
    }
    return size;
  }

  private static ProtoWriter write(KadMessage message) {
    ProtoWriter out = new ProtoWriter(512);
    if (message.type() != MessageType.PUT_VALUE) {
      out.varint(1, message.type().number());
    }
    out.bytes(2, message.key());
    message.stored().ifPresent(item -> out.message(3, write(item)));
    message.closer().forEach(peer -> out.message(8, write(peer)));
    message.providers().forEach(peer -> out.message(9, write(peer)));
    return out;
  }

  private static ProtoWriter write(KadRecord item) {
    ProtoWriter out = new ProtoWriter().bytes(1, item.key()).bytes(2, item.value());
    return item.timeReceived().isEmpty() ? out : out.text(5, item.timeReceived());
  }

  private static ProtoWriter write(KadPeer peer) {
    ProtoWriter out = new ProtoWriter().bytes(1, peer.id().multihash());
    peer.addrs().stream().limit(MAX_ADDRS).forEach(addr -> out.bytes(2, addr.bytes()));
    if (peer.reachability() != Reachability.NOT_CONNECTED) {
      out.varint(3, peer.reachability().number());
    }
    return out;
  }
}
