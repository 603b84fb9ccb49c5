package network.clawnet.p2p.gossip.rpc;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.wire.ProtoReader;

/**
 * Reads one RPC. Entries beyond {@link RpcLimits} are skipped and counted, so that a peer with
 * larger habits is heard in part; what is malformed is refused. Of use for one RPC.
 */
public final class RpcDecoder {
  private final List<Rpc.Subscription> subscriptions = new ArrayList<>(0);
  private final List<Message> messages = new ArrayList<>(1);
  private final List<Control.Have> have = new ArrayList<>(0);
  private final List<MessageId> want = new ArrayList<>(0);
  private final List<String> graft = new ArrayList<>(0);
  private final List<Control.Prune> prune = new ArrayList<>(0);
  private final List<MessageId> dontWant = new ArrayList<>(0);
  private int haveIds;
  private int ignored;

  private RpcDecoder() {}

  /**
   * Reads the bytes of an RPC without its length; they are not kept.
   *
   * @throws DecodeException if they are no RPC, or a field is over its limit
   */
  public static Rpc decode(byte[] bytes) throws DecodeException {
    if (bytes.length > RpcLimits.MAX_RPC_BYTES) {
      throw new DecodeException("RPC of " + bytes.length + " bytes");
    }
    return new RpcDecoder().read(new ProtoReader(bytes));
  }

  private Rpc read(ProtoReader in) throws DecodeException {
    boolean controlled = false;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> readSubscription(message(in));
        case 2 -> {
          if (hasRoom(messages.size(), RpcLimits.MAX_MESSAGES)) {
            messages.add(Message.read(message(in)));
          }
        }
        case 3 -> {
          readControl(message(in));
          controlled = true;
        }
        default -> {} // an extension that we do not speak
      }
    }
    Control control = controlled ? new Control(have, want, graft, prune, dontWant) : Control.NONE;
    return new Rpc(subscriptions, messages, control, ignored);
  }

  private static ProtoReader message(ProtoReader in) throws DecodeException {
    return in.message(RpcLimits.MAX_RPC_BYTES);
  }

  private boolean hasRoom(int used, int limit) {
    if (used < limit) {
      return true;
    }
    ignored++;
    return false;
  }

  private void readSubscription(ProtoReader in) throws DecodeException {
    boolean joins = false;
    String topic = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> joins = in.bool();
        case 2 -> topic = in.text(RpcLimits.MAX_TOPIC_BYTES);
        default -> {} // skipped
      }
    }
    if (hasRoom(subscriptions.size(), RpcLimits.MAX_SUBSCRIPTIONS)) {
      subscriptions.add(new Rpc.Subscription(topic, joins));
    }
  }

  private void readControl(ProtoReader in) throws DecodeException {
    while (in.next()) {
      switch (in.field()) {
        case 1 -> readHave(message(in));
        case 2 -> readIds(message(in), want);
        case 3 -> readGraft(message(in));
        case 4 -> readPrune(message(in));
        case 5 -> readIds(message(in), dontWant);
        default -> {} // skipped
      }
    }
  }

  private void readHave(ProtoReader in) throws DecodeException {
    String topic = "";
    List<MessageId> ids = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> topic = in.text(RpcLimits.MAX_TOPIC_BYTES);
        case 2 -> {
          if (hasRoom(haveIds, RpcLimits.MAX_IDS)) {
            ids.add(id(in));
            haveIds++;
          }
        }
        default -> {} // skipped
      }
    }
    if (hasRoom(have.size(), RpcLimits.MAX_TOPICS)) {
      have.add(new Control.Have(topic, ids));
    }
  }

  private void readIds(ProtoReader in, List<MessageId> ids) throws DecodeException {
    while (in.next()) {
      if (in.field() == 1 && hasRoom(ids.size(), RpcLimits.MAX_IDS)) {
        ids.add(id(in));
      }
    }
  }

  private static MessageId id(ProtoReader in) throws DecodeException {
    return MessageId.of(in.bytes(RpcLimits.MAX_ID_BYTES));
  }

  private void readGraft(ProtoReader in) throws DecodeException {
    String topic = "";
    while (in.next()) {
      if (in.field() == 1) {
        topic = in.text(RpcLimits.MAX_TOPIC_BYTES);
      }
    }
    if (hasRoom(graft.size(), RpcLimits.MAX_TOPICS)) {
      graft.add(topic);
    }
  }

  private void readPrune(ProtoReader in) throws DecodeException {
    String topic = "";
    long backoff = 0;
    List<Control.Suggestion> suggested = new ArrayList<>(0);
    while (in.next()) {
      switch (in.field()) {
        case 1 -> topic = in.text(RpcLimits.MAX_TOPIC_BYTES);
        case 2 -> {
          if (hasRoom(suggested.size(), RpcLimits.MAX_SUGGESTIONS)) {
            suggested.add(readSuggestion(message(in)));
          }
        }
        case 3 -> backoff = Math.max(0, in.varint());
        default -> {} // skipped
      }
    }
    if (hasRoom(prune.size(), RpcLimits.MAX_TOPICS)) {
      prune.add(new Control.Prune(topic, suggested, backoff));
    }
  }

  private static Control.Suggestion readSuggestion(ProtoReader in) throws DecodeException {
    byte[] peer = {};
    byte[] record = {};
    while (in.next()) {
      switch (in.field()) {
        case 1 -> peer = in.bytes(PeerId.MAX_BYTES);
        case 2 -> record = in.bytes(RpcLimits.MAX_RECORD_BYTES);
        default -> {} // skipped
      }
    }
    return new Control.Suggestion(PeerId.ofMultihash(peer), record);
  }
}
