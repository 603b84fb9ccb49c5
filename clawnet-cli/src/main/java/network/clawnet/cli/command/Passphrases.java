package network.clawnet.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/**
 * Where passphrases come from: a file, the variable CLAW_PASSPHRASE or a prompt. Never from the
 * command line, which every process of the machine can read.
 */
public final class Passphrases {
  /** Fewest characters of a new passphrase. */
  public static final int MIN_CHARS = 12;

  private static final String VARIABLE = "CLAW_PASSPHRASE";
  private static final String FILE_OPTION = "--passphrase-file";
  private static final int MAX_BYTES = 1_024;
  private static final int MAX_PROMPTS = 3;

  private final Call call;

  public Passphrases(Call call) {
    this.call = call;
  }

  /** Returns the passphrase that was given with the call, without asking anybody. */
  public Optional<String> given() throws Failure {
    Optional<String> file = call.option(FILE_OPTION);
    if (file.isPresent()) {
      return Optional.of(fromFile(file.get()));
    }
    return Optional.ofNullable(call.shell().environment().get(VARIABLE))
        .filter(value -> !value.isEmpty());
  }

  /** Returns the passphrase of existing keys, asking for it if there is a terminal. */
  public String current() throws Failure, IOException {
    Optional<String> given = given();
    return given.isPresent() ? given.get() : ask(call.text("passphrase.current"));
  }

  /** Returns a passphrase for new keys, asked for twice if there is a terminal. */
  public String fresh() throws Failure, IOException {
    Optional<String> given = given();
    return given.isPresent() ? longEnough(given.get()) : askTwice(call.text("passphrase.new"));
  }

  /** Returns a passphrase that replaces or leaves the current one: from the file of an option. */
  public String replacement(String option) throws Failure, IOException {
    Optional<String> file = call.option(option);
    return file.isPresent()
        ? longEnough(fromFile(file.get()))
        : askTwice(call.text("passphrase.new"));
  }

  /** Returns a passphrase of something else, from the file of an option or asked for. */
  public String of(String option, String question) throws Failure, IOException {
    Optional<String> file = call.option(option);
    return file.isPresent() ? fromFile(file.get()) : ask(question);
  }

  /**
   * Does something with the passphrase of existing keys; a wrong one may be typed again.
   *
   * @throws Failure that of the last try
   */
  public Answer trying(Use use) throws Failure, IOException {
    Optional<String> given = given();
    if (given.isPresent()) {
      return use.with(given.get());
    }
    for (int i = 1; ; i++) {
      try {
        return use.with(ask(call.text("passphrase.current")));
      } catch (Failure failure) {
        if (i == MAX_PROMPTS || !failure.code().equals("PASSPHRASE_WRONG")) {
          throw failure;
        }
        call.output().note(failure.sentence());
      }
    }
  }

  /**
   * Sends a request that needs an unlocked account: with the passphrase of the file if one is
   * named, else without; and if the account proves to be locked, with a passphrase.
   */
  public Answer sending(Request request) throws Failure, IOException {
    if (call.option(FILE_OPTION).isPresent()) {
      return request.send(given());
    }
    try {
      return request.send(Optional.empty());
    } catch (Failure locked) {
      boolean canUnlock = given().isPresent() || call.shell().prompt().isInteractive();
      if (!locked.code().equals("ACCOUNT_LOCKED") || !canUnlock) {
        throw locked;
      }
      return trying(passphrase -> request.send(Optional.of(passphrase)));
    }
  }

  /** A request that may carry a passphrase. */
  @FunctionalInterface
  public interface Request {
    Answer send(Optional<String> passphrase) throws Failure;
  }

  /** A request that carries a passphrase. */
  @FunctionalInterface
  public interface Use {
    Answer with(String passphrase) throws Failure;
  }

  private String askTwice(String question) throws Failure, IOException {
    for (int i = 0; i < MAX_PROMPTS; i++) {
      String first = ask(question);
      if (first.codePointCount(0, first.length()) < MIN_CHARS) {
        call.output().note(call.text("passphrase.short", MIN_CHARS));
      } else if (first.equals(ask(call.text("passphrase.again")))) {
        return longEnough(first);
      } else {
        call.output().note(call.text("passphrase.differ"));
      }
    }
    throw new Failure(ExitCode.KEY, "PASSPHRASE_REQUIRED", call.text("passphrase.gaveUp"), null);
  }

  /** Asks once on the terminal. */
  String ask(String question) throws Failure, IOException {
    Prompt prompt = call.shell().prompt();
    if (!prompt.isInteractive()) {
      throw new Failure(
          ExitCode.KEY,
          "PASSPHRASE_REQUIRED",
          call.text("passphrase.required"),
          call.text("passphrase.required.hint"));
    }
    char[] secret = prompt.secret(question + ": ");
    String text = new String(secret);
    Arrays.fill(secret, '\0');
    return text;
  }

  private String longEnough(String passphrase) throws Failure {
    if (passphrase.indexOf('\ufffd') >= 0) {
      // what could not be read became one and the same character: a key under it is not safe
      throw new Failure(
          ExitCode.KEY, "PASSPHRASE_UNREADABLE", call.text("passphrase.encoding"), null);
    }
    if (passphrase.codePointCount(0, passphrase.length()) < MIN_CHARS) {
      throw new Failure(
          ExitCode.KEY, "PASSPHRASE_TOO_SHORT", call.text("passphrase.short", MIN_CHARS), null);
    }
    return passphrase;
  }

  private String fromFile(String name) throws Failure {
    Path path = call.path(name);
    try {
      byte[] bytes =
          name.equals("-")
              ? SmallFile.read(call.shell().in(), MAX_BYTES)
              : SmallFile.read(path, MAX_BYTES);
      String text = new String(bytes, StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      String line = end < 0 ? text : text.substring(0, end);
      String passphrase = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (passphrase.isEmpty()) {
        throw new Failure(ExitCode.KEY, "FILE", call.text("passphrase.emptyFile", path), null);
      }
      return passphrase;
    } catch (IOException e) {
      throw call.file(path, e);
    }
  }
}
