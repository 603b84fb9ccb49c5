package network.clawnet.daemon.export.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import network.clawnet.core.block.Header;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.export.FinalContent;

/** Turns blocks into rows and collects them until they are flushed. One thread. */
final class Rows {
  private static final String BLOCK =
      "INSERT INTO block (height, hash, parent, time, epoch, view, events, state_root)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String EVENT =
      "INSERT INTO event"
          + " (hash, height, index, type, issuer, nonce, ts, fee, payload, signed)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String MOVEMENT =
      "INSERT INTO movement"
          + " (height, position, cause, origin, kind, sender, receiver, amount, reference)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final PreparedStatement blocks;
  private final PreparedStatement events;
  private final PreparedStatement movements;

  /** The statements live as long as the connection. */
  Rows(Connection connection) throws SQLException {
    blocks = connection.prepareStatement(BLOCK);
    events = connection.prepareStatement(EVENT);
    movements = connection.prepareStatement(MOVEMENT);
  }

  void add(FinalContent content) throws SQLException {
    block(content);
    int index = 0;
    for (SignedEvent event : content.events()) {
      event(content.height(), index++, event);
    }
    int position = 0;
    for (Receipt receipt : content.receipts()) {
      for (Movement movement : receipt.movements()) {
        movement(content.height(), position++, receipt, movement);
      }
    }
  }

  void flush() throws SQLException {
    blocks.executeBatch();
    events.executeBatch();
    movements.executeBatch();
  }

  private void block(FinalContent content) throws SQLException {
    Header header = content.header();
    blocks.setLong(1, header.height());
    blocks.setString(2, content.hash().hex());
    blocks.setString(3, header.parentHash().hex());
    blocks.setObject(4, time(header.tsMs()));
    blocks.setLong(5, header.epoch());
    blocks.setLong(6, header.view());
    blocks.setInt(7, content.events().size());
    blocks.setString(8, header.outcome().stateRoot().hex());
    blocks.addBatch();
  }

  private void event(long height, int index, SignedEvent event) throws SQLException {
    Envelope envelope = event.envelope();
    events.setString(1, event.hash().hex());
    events.setLong(2, height);
    events.setInt(3, index);
    events.setString(4, envelope.type());
    events.setString(5, envelope.issuer().text());
    events.setLong(6, envelope.nonce());
    events.setLong(7, envelope.ts()); // what an issuer claims need not be a time of this world
    events.setBigDecimal(8, number(envelope.fee()));
    // json keeps the text as it is; jsonb would refuse an escaped zero that the ledger allows
    events.setObject(9, CanonicalJson.text(envelope.payload()), Types.OTHER);
    events.setString(10, event.text());
    events.addBatch();
  }

  private void movement(long height, int position, Receipt receipt, Movement movement)
      throws SQLException {
    movements.setLong(1, height);
    movements.setInt(2, position);
    movements.setString(3, receipt.cause().hex());
    movements.setString(4, receipt.origin().name());
    movements.setString(5, movement.kind().name());
    movements.setString(6, movement.from().text());
    movements.setString(7, movement.to().text());
    movements.setBigDecimal(8, number(movement.amount()));
    movements.setString(9, movement.reference().replace('\0', '\ufffd')); // text holds no zero
    movements.addBatch();
  }

  private static OffsetDateTime time(long millis) {
    return OffsetDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  private static BigDecimal number(Tokens tokens) {
    return BigDecimal.valueOf(tokens.value());
  }
}
