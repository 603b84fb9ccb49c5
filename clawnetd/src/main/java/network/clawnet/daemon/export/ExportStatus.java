package network.clawnet.daemon.export;

import java.util.Optional;

/**
 * How far an export is.
 *
 * @param height last block that the engine holds; -1 for none, or if that is not known yet
 * @param fault why nothing goes out at present
 */
public record ExportStatus(long height, Optional<String> fault) {
  static final ExportStatus UNKNOWN = new ExportStatus(-1, Optional.empty());
}
