package network.clawnet.cli.command.market;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.cli.command.Answer;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.output.Fields;
import network.clawnet.cli.output.Moments;
import network.clawnet.cli.output.Table;
import network.clawnet.core.codec.Json;
import org.jspecify.annotations.Nullable;

/** Listings as a person reads them. */
final class ListingLines {
  private ListingLines() {}

  /** Returns what there is to say about one listing. */
  static Fields of(Call call, Json.Obj listing) {
    return new Fields()
        .add(call.text("listing.id"), Answer.text(listing, "listingId"))
        .add(call.text("listing.market"), Answer.text(listing, "market"))
        .add(call.text("listing.title"), Answer.text(listing, "title"))
        .add(call.text("listing.state"), Answer.text(listing, "state"))
        .add(call.text("listing.owner"), Answer.text(listing, "owner"))
        .add(call.text("listing.price"), price(listing))
        .add(call.text("listing.preview"), Answer.text(listing, "preview"))
        .add(call.text("listing.description"), Answer.text(listing, "description"))
        .add(call.text("listing.category"), Answer.text(listing, "category"))
        .add(call.text("listing.content"), Answer.text(listing, "contentHash"))
        .add(call.text("listing.running"), Answer.text(listing, "running"))
        .add(call.text("listing.expires"), time(listing))
        .add(call.text("escrow.prev"), Answer.text(listing, "resourcePrev"));
  }

  /** Returns a table of listings, with a remark where there are more. */
  static List<String> table(Call call, Answer answer) {
    Table table =
        new Table(
            call.text("column.id"),
            call.text("column.market"),
            call.text("column.state"),
            call.text("column.price"),
            call.text("column.title"),
            call.text("column.owner"));
    for (Json.Obj listing : answer.objects("listings")) {
      table.row(
          Answer.textOrEmpty(listing, "listingId"),
          Answer.textOrEmpty(listing, "market"),
          Answer.textOrEmpty(listing, "state"),
          String.valueOf(price(listing)),
          Answer.textOrEmpty(listing, "title"),
          Answer.textOrEmpty(listing, "owner"));
    }
    return table.isEmpty() ? List.of(call.text("listing.none")) : table.lines();
  }

  /** Returns {@code 50}, {@code 10 - 90}, {@code 2 / unit} or {@code 30 / 1d}. */
  private static @Nullable String price(Json.Obj listing) {
    if (listing.get("priceRange") instanceof Json.Obj range) {
      return Answer.text(range, "min") + " - " + Answer.text(range, "max");
    }
    if (listing.get("plan") instanceof Json.Obj plan) {
      long periodMs = Answer.number(plan, "periodMs", 0);
      List<String> words = new ArrayList<>();
      words.add(Answer.textOrEmpty(plan, "price"));
      words.add("/");
      words.add(periodMs == 0 ? "unit" : Moments.span(periodMs / 1_000));
      return String.join(" ", words);
    }
    return Answer.text(listing, "price");
  }

  private static @Nullable String time(Json.Obj listing) {
    String text = Moments.text(Answer.number(listing, "expiresAt", 0));
    return text.isEmpty() ? null : text;
  }
}
