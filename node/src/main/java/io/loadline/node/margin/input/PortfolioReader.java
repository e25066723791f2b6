package io.loadline.node.margin.input;

import io.loadline.node.config.Amounts;
import io.loadline.node.config.Document;
import io.loadline.node.config.Section;
import io.loadline.node.config.Spelling;
import io.loadline.node.margin.input.Portfolio.Deposit;
import io.loadline.node.margin.input.Portfolio.Holding;
import io.loadline.node.margin.input.Portfolio.Pledge;
import io.loadline.node.margin.input.Portfolio.Venue;
import io.loadline.risk.portfolio.Asset;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** Reads a portfolio file; config/schema/portfolio.json. */
public final class PortfolioReader {
  static final Asset USD = new Asset("USD");
  static final long ONE_E9 = 1_000_000_000L;
  static final BigInteger MOST_128 = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

  private static final BigInteger MOST_64 = BigInteger.valueOf(Long.MAX_VALUE);
  private static final long THIRTY_DAYS = 30L * 86_400;
  private static final String LABEL = "1 to 64 printable ASCII characters";
  private static final Pattern LABELS = Pattern.compile("[ -~]{1,64}");

  private PortfolioReader() {}

  /** The file's one account. */
  public static Portfolio read(Path file) {
    return Document.json(file).build(PortfolioReader::read);
  }

  private static Portfolio read(Section file) {
    file.number("portfolio", 1, 1);
    String owner = file.optional("owner", LABEL, PortfolioReader::label).orElse("portfolio");
    List<Venue> list = file.sections("venues", v -> v.build(PortfolioReader::venue));
    Map<String, Venue> venues = byName(file, list);
    long home =
        file.number("homeChain", 1, Long.MAX_VALUE, list.isEmpty() ? 1 : list.getFirst().chainId());
    List<Holding> holdings =
        file.sections("positions", p -> p.build(s -> HoldingReader.read(s, venue(s, venues))));
    List<Pledge> pledged = file.optionalSections("pledged", p -> p.build(PortfolioReader::pledge));
    SequencedMap<Asset, Deposit> collateral = new LinkedHashMap<>();
    file.optionalSections(
        "collateral", c -> once(c, collateral, c.build(PortfolioReader::deposit)));
    return new Portfolio(owner, home, list, holdings, pledged, List.copyOf(collateral.values()));
  }

  private static Venue venue(Section venue) {
    String name = venue.text("name", LABEL, PortfolioReader::label);
    if (name.equals(Portfolio.GCM)) {
      throw venue.invalid(
          "name",
          "\"GCM\" is the collateral manager itself",
          "Write what stands there under pledged, and leave this venue out.");
    }
    return new Venue(
        venue.place(),
        name,
        venue.number("chain", 1, Long.MAX_VALUE),
        venue.optional("settlement", "an asset name, like USDC", Asset::new).orElse(USD),
        venue.number("exitSeconds", 0, THIRTY_DAYS, 0),
        venue.has("creditShare") ? Amounts.e9(venue, "creditShare", 0, ONE_E9) : ONE_E9,
        venue.has("creditCapUsd")
            ? Amounts.scaled(venue, "creditCapUsd", 6, BigInteger.ZERO, MOST_64).longValueExact()
            : Long.MAX_VALUE);
  }

  private static Map<String, Venue> byName(Section file, List<Venue> list) {
    Map<String, Venue> venues = new LinkedHashMap<>();
    for (Venue venue : list) {
      if (venues.putIfAbsent(venue.name(), venue) != null) {
        throw file.invalid(
            "venues", "the name " + venue.name() + " stands there twice", "Keep one of them.");
      }
    }
    return venues;
  }

  private static Venue venue(Section position, Map<String, Venue> venues) {
    String name = position.text("venue");
    Venue venue = venues.get(name);
    if (venue == null) {
      throw position.invalid(
          "venue",
          "no venue is called \"" + name + "\"",
          Spelling.nearest(name, venues.keySet())
              .map(near -> "Write " + near + ", or add it to venues.")
              .orElse("Add it to venues."));
    }
    return venue;
  }

  private static Pledge pledge(Section pledge) {
    return new Pledge(
        pledge.place(),
        asset(pledge),
        Amounts.scaled(pledge, "quantity", 18, BigInteger.ZERO, MOST_128));
  }

  private static Deposit deposit(Section deposit) {
    long initialE9 = Amounts.e9(deposit, "haircutInitial", 0, ONE_E9);
    return new Deposit(
        deposit.place(),
        asset(deposit),
        Amounts.scaled(deposit, "amount", 18, BigInteger.ZERO, MOST_128),
        initialE9,
        Amounts.e9(deposit, "haircutMaintenance", 0, initialE9));
  }

  static Asset asset(Section section) {
    return section.text(
        "asset", "an asset name: 1 to 16 capital letters, digits and dots, like ETH", Asset::new);
  }

  /** Puts a value of a list in which every asset may stand once. */
  static <T> T once(Section section, SequencedMap<Asset, T> known, T value) {
    Asset asset = asset(section);
    if (known.putIfAbsent(asset, value) != null) {
      throw section.invalid("asset", asset + " stands in the list twice", "Keep one of them.");
    }
    return value;
  }

  private static String label(String text) {
    if (!LABELS.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
