package network.clawnet.p2p.wire;

import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.fuzz.FuzzTarget;

/** Reads every field as what its number asks for, messages inside messages included. */
public final class ProtoFuzzTest implements FuzzTarget {
  private static final int LIMIT = 512;
  private static final int MAX_DEPTH = 8;

  @Override
  public List<byte[]> samples() {
    ProtoWriter inner = new ProtoWriter().varint(1, -1).bytes(2, new byte[] {1, 2}).text(3, "é");
    return List.of(
        inner.toBytes(),
        new ProtoWriter().message(4, inner).message(4, inner).bool(5, true).toBytes());
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    read(new ProtoReader(input), 0);
  }

  private static void read(ProtoReader in, int depth) throws DecodeException {
    while (in.next()) {
      switch (in.field()) {
        case 1 -> in.varint();
        case 2 -> in.bytes(LIMIT);
        case 3 -> in.text(LIMIT);
        case 4 -> {
          if (depth < MAX_DEPTH) {
            read(in.message(LIMIT), depth + 1);
          }
        }
        case 5 -> in.bool();
        case 6 -> in.count();
        default -> {}
      }
    }
  }
}
