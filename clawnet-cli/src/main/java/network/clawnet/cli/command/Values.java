package network.clawnet.cli.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.identity.Address;

/** Reads amounts, accounts, numbers and times from the command line, before anything is sent. */
public final class Values {
  private static final long MILLIS = 1_000;
  private static final long MAX_NUMBER_DIGITS = 15;

  private final Call call;

  public Values(Call call) {
    this.call = call;
  }

  /** Reads an amount that moves: at least 1 Token. */
  public long positiveAmount(String name, String text) throws Failure {
    long amount = amount(name, text);
    if (amount == 0) {
      throw call.usage(call.text("usage.zero", name));
    }
    return amount;
  }

  /** Reads an amount: digits only, no leading zero. */
  public long amount(String name, String text) throws Failure {
    try {
      return JsonFields.parseAmount(name, text).value();
    } catch (DecodeException e) {
      throw call.usage(call.text("usage.amount", name, text));
    }
  }

  /** Reads an amount from an option, if it is given. */
  public Optional<Long> optionalAmount(String option) throws Failure {
    Optional<String> text = call.option(option);
    return text.isPresent() ? Optional.of(amount(option, text.get())) : Optional.empty();
  }

  /** Reads a whole number from an option, if it is given. */
  public Optional<Long> optionalNumber(String option, long min, long max) throws Failure {
    Optional<String> text = call.option(option);
    return text.isPresent() ? Optional.of(number(option, text.get(), min, max)) : Optional.empty();
  }

  /** Reads a whole number of a range. */
  public long number(String name, String text, long min, long max) throws Failure {
    if (isDigits(text) && text.length() <= MAX_NUMBER_DIGITS) {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw call.usage(call.text("usage.number", name, min, max, text));
  }

  /** Checks a DID or an address and returns it as it was given. */
  public String account(String text) throws Failure {
    try {
      Address.parseAccount(text);
      return text;
    } catch (DecodeException e) {
      String hint = call.text("hint.DID_INVALID");
      String message = text + ": " + e.getMessage();
      throw new Failure(ExitCode.USAGE, "DID_INVALID", message, hint);
    }
  }

  /** Checks the DID or address of an option, if it is given. */
  public Optional<String> optionalAccount(String option) throws Failure {
    Optional<String> text = call.option(option);
    return text.isPresent() ? Optional.of(account(text.get())) : Optional.empty();
  }

  /** Refuses a literal placeholder such as {@code {escrow-id}} or {@code <id>}. */
  public String identifier(String text) throws Failure {
    boolean braces = text.startsWith("{") && text.endsWith("}");
    boolean angles = text.startsWith("<") && text.endsWith(">");
    if (text.isEmpty() || braces || angles) {
      throw call.usage(call.text("usage.placeholder", text));
    }
    return text;
  }

  /** Reads a span such as {@code 90s}, {@code 30m}, {@code 1h} or {@code 7d}, in seconds. */
  public long seconds(String name, String text) throws Failure {
    int last = text.length() - 1;
    long unit = last < 1 ? 0 : unitSeconds(text.charAt(last));
    String digits = last < 1 ? "" : text.substring(0, last);
    if (unit == 0 || !isDigits(digits) || digits.length() > 6 || Long.parseLong(digits) == 0) {
      throw call.usage(call.text("usage.span", name, text));
    }
    return Long.parseLong(digits) * unit;
  }

  /**
   * Reads a point in time, in epoch milliseconds: ISO-8601 in UTC, or a span from now.
   *
   * @param name the option, for the message
   */
  public long moment(String name, String text) throws Failure {
    if (text.indexOf('T') < 0) {
      return call.shell().time().nowMillis() + seconds(name, text) * MILLIS;
    }
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw call.usage(call.text("usage.moment", name, text));
    }
  }

  private static long unitSeconds(char unit) {
    return switch (unit) {
      case 's' -> 1;
      case 'm' -> 60;
      case 'h' -> 3_600;
      case 'd' -> 86_400;
      default -> 0;
    };
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
