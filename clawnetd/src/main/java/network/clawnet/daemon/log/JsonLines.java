package network.clawnet.daemon.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.nio.charset.StandardCharsets;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;

/** One JSON object per line and event: time, level, logger, thread, message and perhaps error. */
final class JsonLines extends LayoutBase<ILoggingEvent> {
  @Override
  public String doLayout(ILoggingEvent event) {
    Json.Builder line =
        Json.object()
            .put("time", TextLines.TIME.format(event.getInstant()))
            .put("level", event.getLevel().toString())
            .put("logger", event.getLoggerName())
            .put("thread", clean(event.getThreadName()))
            .put("message", clean(event.getFormattedMessage()));
    if (event.getThrowableProxy() != null) {
      line.put("error", clean(ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
    return CanonicalJson.text(line.build()) + "\n";
  }

  /** Replaces halves of characters, which JSON cannot carry. */
  private static String clean(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
