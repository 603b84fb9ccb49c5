package network.clawnet.cli.command.deal;

import java.util.List;
import java.util.Optional;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.Syntax;
import network.clawnet.cli.command.Values;
import network.clawnet.cli.command.escrow.Cosignature;
import network.clawnet.cli.command.market.ContentHash;
import network.clawnet.cli.output.Failure;
import network.clawnet.core.codec.Json;

/** What a step of a deal may say; arguments stand after the ids. */
enum Part {
  CONTENT {
    @Override
    void define(Syntax syntax) {
      syntax.option("<hash>", "--content-hash").option("<file>", "--content");
    }

    @Override
    void put(Call call, int at, Json.Builder body) throws Failure {
      Optional<String> hash = ContentHash.of(call);
      if (hash.isEmpty()) {
        throw call.usage(call.text("usage.noContent"));
      }
      body.put("contentHash", hash.get());
    }
  },
  KEY {
    @Override
    void define(Syntax syntax) {
      syntax.option("<text>", "--key");
    }

    @Override
    void put(Call call, int at, Json.Builder body) {
      body.put("key", call.option("--key").orElse(null));
    }
  },
  REASON {
    @Override
    void define(Syntax syntax) {
      syntax.argument("<reason>");
    }

    @Override
    void put(Call call, int at, Json.Builder body) {
      body.put("reason", call.argument(at));
    }
  },
  EVIDENCE {
    @Override
    void define(Syntax syntax) {
      syntax.repeated("<hash>", "--evidence");
    }

    @Override
    void put(Call call, int at, Json.Builder body) {
      List<String> hashes = call.values("--evidence");
      if (!hashes.isEmpty()) {
        body.put("evidence", Json.of(hashes.stream().map(Json::of).toList()));
      }
    }
  },
  TO_SELLER {
    @Override
    void define(Syntax syntax) {
      syntax.argument("<to-seller>");
    }

    @Override
    void put(Call call, int at, Json.Builder body) throws Failure {
      body.put("toSeller", new Values(call).amount("to-seller", call.argument(at)));
    }
  },
  TO_PROVIDER {
    @Override
    void define(Syntax syntax) {
      syntax.argument("<to-provider>");
    }

    @Override
    void put(Call call, int at, Json.Builder body) throws Failure {
      body.put("toProvider", new Values(call).amount("to-provider", call.argument(at)));
    }
  },
  RATING {
    @Override
    void define(Syntax syntax) {
      syntax.argument("<stars>").option("<text>", "--comment");
    }

    @Override
    void put(Call call, int at, Json.Builder body) throws Failure {
      body.put("rating", new Values(call).number("stars", call.argument(at), 1, 5));
      body.put("comment", call.option("--comment").orElse(null));
    }
  },
  UNITS {
    @Override
    void define(Syntax syntax) {
      syntax.argument("<units>");
    }

    @Override
    void put(Call call, int at, Json.Builder body) throws Failure {
      body.put("units", new Values(call).number("units", call.argument(at), 1, 1_000_000_000));
    }
  },
  NOTES {
    @Override
    void define(Syntax syntax) {
      syntax.option("<text>", "--notes");
    }

    @Override
    void put(Call call, int at, Json.Builder body) {
      body.put("notes", call.option("--notes").orElse(null));
    }
  },
  FUNDING {
    @Override
    void define(Syntax syntax) {
      syntax.option("<tokens>", "--amount").flag("--without-arbiter");
    }

    @Override
    void put(Call call, int at, Json.Builder body) throws Failure {
      new Values(call).optionalAmount("--amount").ifPresent(it -> body.put("amount", it));
      if (call.flag("--without-arbiter")) {
        body.put("withoutArbiter", true);
      }
    }
  },
  COSIGN {
    @Override
    void define(Syntax syntax) {
      syntax.option("<file>", "--cosign");
    }

    @Override
    void put(Call call, int at, Json.Builder body) throws Failure {
      body.put("cosign", Cosignature.read(call));
    }
  };

  /** Returns whether it takes an argument; the others take options. */
  boolean takesArgument() {
    return switch (this) {
      case REASON, TO_SELLER, TO_PROVIDER, RATING, UNITS -> true;
      case CONTENT, KEY, EVIDENCE, NOTES, COSIGN, FUNDING -> false;
    };
  }

  /** Declares the part's options and arguments. */
  abstract void define(Syntax syntax);

  /**
   * Puts the part into a body.
   *
   * @param at place of its argument, where it has one
   */
  abstract void put(Call call, int at, Json.Builder body) throws Failure;
}
