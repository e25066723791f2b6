package io.loadline.node.config;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.rules.Rules;
import java.nio.file.Path;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rules as people write them; config/schema/rules.json. What is hashed is their canonical CBOR, so
 * layout and key order here mean nothing, list order does.
 */
public final class RulesJson {
  private static final String MODEL = "crypto-span-1";
  private static final String FINALITY = "finalized";

  private RulesJson() {}

  /** Reads a file that holds nothing else. */
  public static Rules read(Path file) {
    return Document.json(file).build(RulesJson::read);
  }

  static Rules read(Section rules) {
    rules.text("model", MODEL, text -> constant(text, MODEL));
    return new Rules(
        rules.optional("predecessor", "32 bytes in hex, or null", Bytes32::fromHex),
        rules.section("anchor").build(RulesJson::anchor),
        rules.number("validitySeconds", 1, Integer.MAX_VALUE),
        (int) rules.number("maxPositions", 1, Integer.MAX_VALUE),
        rules.sections("chains", chain -> chain.build(RulesJson::chain)),
        rules.sections("venues", venue -> venue.build(RulesJson::venue)),
        rules.sections(
            "feeds", f -> f.build(x -> new Rules.Feed(asset(x), chainId(x), address(x, "feed")))),
        rules.sections("collateral", token -> token.build(RulesJson::collateral)),
        rules.section("parameters").build(ParameterSetJson::read));
  }

  private static Rules.Anchor anchor(Section anchor) {
    return new Rules.Anchor(
        chainId(anchor),
        anchor.number("startBlock", 0, Long.MAX_VALUE),
        anchor.number("cadenceBlocks", 1, Integer.MAX_VALUE));
  }

  private static Rules.Chain chain(Section chain) {
    chain.text("finality", FINALITY, text -> constant(text, FINALITY));
    return new Rules.Chain(
        chainId(chain),
        address(chain, "gcm"),
        chain.number("checkpointBlocks", 1, Integer.MAX_VALUE));
  }

  private static Rules.Venue venue(Section venue) {
    return new Rules.Venue(
        chainId(venue),
        address(venue, "venue"),
        venue.number("exitSeconds", 0, Integer.MAX_VALUE),
        venue.text("credit", ParameterSetJson.DECIMAL, Decimals::e9),
        venue.text("creditCapUsd", "US dollars as text, like \"1000000\"", Decimals::e6));
  }

  private static Rules.Collateral collateral(Section token) {
    return new Rules.Collateral(
        chainId(token),
        address(token, "token"),
        asset(token),
        token.text("haircutInitial", ParameterSetJson.DECIMAL, Decimals::e9),
        token.text("haircutMaintenance", ParameterSetJson.DECIMAL, Decimals::e9));
  }

  static Asset asset(Section section) {
    return section.text("asset", "an asset name, like ETH", Asset::new);
  }

  static long chainId(Section section) {
    return section.number("chainId", 1, Long.MAX_VALUE);
  }

  static Address address(Section section, String key) {
    return section.text(key, "an address, 0x and 40 hex digits", Address::fromHex);
  }

  private static String constant(String text, String constant) {
    if (!text.equals(constant)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /** The form that {@link #read} reads. */
  public static ObjectNode write(Rules rules) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("predecessor", rules.predecessor().map(Bytes32::toHex).orElse(null));
    out.put("model", MODEL);
    out.putObject("anchor")
        .put("chainId", rules.anchor().chainId())
        .put("startBlock", rules.anchor().startBlock())
        .put("cadenceBlocks", rules.anchor().cadenceBlocks());
    out.put("validitySeconds", rules.validitySeconds());
    out.put("maxPositions", rules.maxPositions());
    ArrayNode chains = out.putArray("chains");
    for (Rules.Chain chain : rules.chains()) {
      chains
          .addObject()
          .put("chainId", chain.chainId())
          .put("gcm", chain.gcm().toHex())
          .put("finality", FINALITY)
          .put("checkpointBlocks", chain.checkpointBlocks());
    }
    ArrayNode venues = out.putArray("venues");
    for (Rules.Venue venue : rules.venues()) {
      venues
          .addObject()
          .put("chainId", venue.chainId())
          .put("venue", venue.venue().toHex())
          .put("exitSeconds", venue.exitSeconds())
          .put("credit", Decimals.text(venue.creditE9()))
          .put("creditCapUsd", Decimals.textE6(venue.creditCapUsdE6()));
    }
    ArrayNode feeds = out.putArray("feeds");
    for (Rules.Feed feed : rules.feeds()) {
      feeds
          .addObject()
          .put("asset", feed.asset().symbol())
          .put("chainId", feed.chainId())
          .put("feed", feed.feed().toHex());
    }
    ArrayNode collateral = out.putArray("collateral");
    for (Rules.Collateral token : rules.collateral()) {
      collateral
          .addObject()
          .put("chainId", token.chainId())
          .put("token", token.token().toHex())
          .put("asset", token.asset().symbol())
          .put("haircutInitial", Decimals.text(token.haircutImE9()))
          .put("haircutMaintenance", Decimals.text(token.haircutMmE9()));
    }
    out.set("parameters", ParameterSetJson.write(rules.parameters()));
    return out;
  }
}
