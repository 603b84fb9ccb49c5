package network.clawnet.p2p.discovery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.DecodeException;

/**
 * Reads packets of anyone on the wire: every count and length is bounded, pointers go back only.
 */
final class DnsReader {
  /** Largest packet in bytes: what fits into one Ethernet jumbo frame, as RFC 6762 allows. */
  static final int MAX_PACKET_BYTES = 9000;

  /** Questions, and records of all sections, that are read of one packet. */
  static final int MAX_ENTRIES = 256;

  private static final int CLASS_IN = 1;
  private static final int CLASS_ANY = 255;
  private static final int CLASS_MASK = 0x7fff;
  private static final int RESPONSE = 0x8000;
  private static final int OPCODE_AND_CODE = 0x780f;

  private final ByteBuffer in;

  private DnsReader(ByteBuffer in) {
    this.in = in;
  }

  /**
   * Reads one packet.
   *
   * @throws DecodeException if it is malformed, too large, or no plain query or response
   */
  static DnsMessage read(byte[] packet) throws DecodeException {
    if (packet.length > MAX_PACKET_BYTES) {
      throw new DecodeException("packet of " + packet.length + " bytes");
    }
    return new DnsReader(ByteBuffer.wrap(packet)).message();
  }

  private DnsMessage message() throws DecodeException {
    need(12);
    in.getShort(); // id: without meaning in multicast
    int flags = in.getShort() & 0xffff;
    if ((flags & OPCODE_AND_CODE) != 0) {
      throw new DecodeException("neither a standard query nor a successful response");
    }
    int questionCount = in.getShort() & 0xffff;
    int recordCount =
        (in.getShort() & 0xffff) + (in.getShort() & 0xffff) + (in.getShort() & 0xffff);
    if (questionCount > MAX_ENTRIES || recordCount > MAX_ENTRIES) {
      throw new DecodeException("more than " + MAX_ENTRIES + " entries");
    }
    List<DnsQuestion> questions = new ArrayList<>();
    for (int i = 0; i < questionCount; i++) {
      readQuestion(questions);
    }
    List<DnsRecord> records = new ArrayList<>();
    for (int i = 0; i < recordCount; i++) {
      readRecord(records);
    }
    return new DnsMessage((flags & RESPONSE) != 0, questions, records);
  }

  private void readQuestion(List<DnsQuestion> questions) throws DecodeException {
    DnsName name = name();
    need(4);
    int type = in.getShort() & 0xffff;
    int kind = in.getShort() & CLASS_MASK; // the highest bit asks for a unicast answer
    if (kind == CLASS_IN || kind == CLASS_ANY) {
      questions.add(new DnsQuestion(name, type));
    }
  }

  private void readRecord(List<DnsRecord> records) throws DecodeException {
    DnsName name = name();
    need(10);
    int type = in.getShort() & 0xffff;
    int kind = in.getShort() & CLASS_MASK; // the highest bit flushes caches
    long ttl = in.getInt() & 0xffffffffL;
    int length = in.getShort() & 0xffff;
    need(length);
    int end = in.position() + length;
    if (kind == CLASS_IN) {
      DnsName target = type == DnsRecord.PTR ? name() : name;
      List<String> texts = type == DnsRecord.TXT ? texts(end) : List.of();
      records.add(new DnsRecord(name, type, ttl, target, texts));
    }
    if (in.position() > end) {
      throw new DecodeException("a record runs over its end");
    }
    in.position(end);
  }

  private List<String> texts(int end) throws DecodeException {
    List<String> texts = new ArrayList<>();
    while (in.position() < end) {
      byte[] text = new byte[in.get() & 0xff];
      if (in.position() + text.length > end) {
        throw new DecodeException("a string runs over its record");
      }
      in.get(text);
      texts.add(new String(text, StandardCharsets.ISO_8859_1));
    }
    return texts;
  }

  /** Reads a name; every pointer leads before everything read so far, so it ends. */
  private DnsName name() throws DecodeException {
    List<String> labels = new ArrayList<>();
    int bytes = 1;
    int before = in.position();
    int resume = -1;
    while (true) {
      need(1);
      int length = in.get() & 0xff;
      if (length == 0) {
        break;
      }
      if (length > DnsName.MAX_LABEL_BYTES) {
        int target = pointer(length, before);
        resume = resume < 0 ? in.position() : resume;
        before = target;
        in.position(target);
        continue;
      }
      bytes += length + 1;
      need(length);
      if (bytes > DnsName.MAX_BYTES) {
        throw new DecodeException("a name of more than 255 bytes");
      }
      byte[] label = new byte[length];
      in.get(label);
      labels.add(new String(label, StandardCharsets.ISO_8859_1));
    }
    if (resume >= 0) {
      in.position(resume);
    }
    return new DnsName(labels);
  }

  private int pointer(int first, int before) throws DecodeException {
    if ((first & 0xc0) != 0xc0) {
      throw new DecodeException("a label of a kind that does not exist");
    }
    need(1);
    int target = (first & 0x3f) << 8 | (in.get() & 0xff);
    if (target >= before) {
      throw new DecodeException("a name that points forward");
    }
    return target;
  }

  private void need(int bytes) throws DecodeException {
    if (in.remaining() < bytes) {
      throw new DecodeException("packet cut short");
    }
  }
}
