package network.clawnet.daemon.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * One line per event for people: time in UTC, level, who, what. A line break within a message
 * becomes a bar, so that nobody can forge a line; only stack traces have lines of their own.
 */
final class TextLines extends LayoutBase<ILoggingEvent> {
  static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    TIME.formatTo(event.getInstant(), line);
    line.append(' ').append(event.getLevel());
    while (line.length() < 31) {
      line.append(' ');
    }
    String name = event.getLoggerName();
    line.append(name, name.lastIndexOf('.') + 1, name.length()).append(' ');
    line.append(event.getFormattedMessage().replaceAll("[\r\n\u2028\u2029\u0085]+", " | "));
    if (event.getThrowableProxy() != null) {
      line.append('\n')
          .append(ThrowableProxyUtil.asString(event.getThrowableProxy()).stripTrailing());
    }
    return line.append('\n').toString();
  }
}
