package network.clawnet.p2p.discovery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A domain name as its labels, lower case, because names are compared without regard to case.
 *
 * @param labels each 1 to {@link #MAX_LABEL_BYTES} bytes of Latin-1
 */
record DnsName(List<String> labels) {
  /** Longest label in bytes. */
  static final int MAX_LABEL_BYTES = 63;

  /** Longest name on the wire in bytes, lengths and the end included. */
  static final int MAX_BYTES = 255;

  DnsName {
    labels = labels.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
  }

  /** Splits at the dots; a dot at the end does not count. */
  static DnsName of(String text) {
    return new DnsName(List.of(text.split("\\.")));
  }

  /** Returns the name below this one. */
  DnsName child(String label) {
    List<String> all = new ArrayList<>();
    all.add(label);
    all.addAll(labels);
    return new DnsName(all);
  }

  /** Returns whether this is a name directly below the other. */
  boolean isChildOf(DnsName parent) {
    return labels.size() == parent.labels.size() + 1
        && labels.subList(1, labels.size()).equals(parent.labels);
  }

  static byte[] bytes(String label) {
    return label.getBytes(StandardCharsets.ISO_8859_1);
  }
}
