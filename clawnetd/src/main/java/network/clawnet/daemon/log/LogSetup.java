package network.clawnet.daemon.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import network.clawnet.core.config.LoggingSection;
import org.slf4j.LoggerFactory;

/** Sets the log up, once, before anything logs. */
public final class LogSetup {
  /** Libraries that say more than an operator wants to know. */
  private static final List<String> CHATTY =
      List.of("org.eclipse.jetty", "io.javalin", "org.conscrypt");

  private static final Duration SIZE_CHECK = Duration.buildBySeconds(1);

  private LogSetup() {}

  /**
   * Sends the log to its file and, if {@code console}, to standard error as well. What was set up
   * before is dropped.
   *
   * @throws IOException if the file cannot be written
   */
  public static void start(LoggingSection logging, boolean console) throws IOException {
    Path folder = logging.file().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (Files.exists(logging.file()) && !Files.isWritable(logging.file())) {
      throw new IOException("cannot write the log file " + logging.file());
    }
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.valueOf(logging.level().name()));
    root.addAppender(file(context, logging));
    if (console) {
      ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
      appender.setTarget("System.err");
      root.addAppender(started(context, appender, logging.format()));
    }
    if (logging.level() != LoggingSection.Level.DEBUG) {
      CHATTY.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    }
  }

  /** Writes out what is pending and closes the files. */
  public static void stop() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static RollingFileAppender<ILoggingEvent> file(
      LoggerContext context, LoggingSection logging) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(logging.file().toString());
    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(logging.file().toString().replace("%", "\\%") + ".%i");
    rolling.setMinIndex(1);
    rolling.setMaxIndex(logging.keepFiles());
    rolling.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(logging.maxFileMib() * FileSize.MB_COEFFICIENT));
    size.setCheckIncrement(SIZE_CHECK);
    size.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(size);
    started(context, appender, logging.format());
    return appender;
  }

  private static OutputStreamAppender<ILoggingEvent> started(
      LoggerContext context,
      OutputStreamAppender<ILoggingEvent> appender,
      LoggingSection.Format format) {
    Layout<ILoggingEvent> layout =
        switch (format) {
          case TEXT -> new TextLines();
          case JSON -> new JsonLines();
        };
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
