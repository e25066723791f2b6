package io.loadline.node.config;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.rules.AssetGroup;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.RelatedAsset;
import io.loadline.risk.rules.StableAsset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parameter sets as people write them: decimals as text, groups by name.
 * config/schema/parameters.json describes every key.
 */
public final class ParameterSetJson {
  static final String DECIMAL = "a decimal as text, like \"0.2\"";

  private ParameterSetJson() {}

  /** Reads a file that holds nothing else. */
  public static ParameterSet read(Path file) {
    return Document.json(file).build(ParameterSetJson::read);
  }

  static ParameterSet read(Section set) {
    List<String> names = set.sections("groups", ParameterSetJson::nameOf);
    return new ParameterSet(
        set.text("name"),
        set.optional("predecessor", "32 bytes in hex, or null", Bytes32::fromHex),
        ScenariosJson.read(set),
        set.section("network").build(ParameterSetJson::network),
        set.sections("groups", group -> group.build(g -> group(g, names))),
        set.sections("assets", asset -> asset.build(a -> AssetParametersJson.read(a, names))),
        set.sections("related", token -> token.build(ParameterSetJson::related)),
        set.sections("stables", coin -> coin.build(ParameterSetJson::stable)));
  }

  static ObjectNode write(ParameterSet set) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("name", set.name());
    out.put("predecessor", set.predecessor().map(Bytes32::toHex).orElse(null));
    ScenariosJson.write(set.scenarios(), out.putArray("scenarios"));
    write(set.network(), out.putObject("network"));
    List<String> names = new ArrayList<>();
    set.groups().forEach(group -> names.add(group.name()));
    var groups = out.putArray("groups");
    for (AssetGroup group : set.groups()) {
      ObjectNode node = groups.addObject().put("name", group.name());
      putGroup(node, "parent", group.parent(), names);
      node.put("credit", Decimals.text(group.creditE9()));
    }
    var assets = out.putArray("assets");
    set.assets().forEach(asset -> AssetParametersJson.write(asset, assets.addObject(), names));
    var related = out.putArray("related");
    for (RelatedAsset token : set.related()) {
      related
          .addObject()
          .put("asset", token.asset().symbol())
          .put("underlying", token.underlying().symbol())
          .put("haircut", Decimals.text(token.haircutMmE9()))
          .put("initialHaircut", Decimals.text(token.haircutImE9()));
    }
    var stables = out.putArray("stables");
    for (StableAsset coin : set.stables()) {
      stables
          .addObject()
          .put("asset", coin.asset().symbol())
          .put("stress", Decimals.text(coin.stressE9()));
    }
    return out;
  }

  static long e9(Section section, String key) {
    return section.text(key, DECIMAL, Decimals::e9);
  }

  /** A group that is named under {@code key}, as its index; null is none. */
  static OptionalInt groupIndex(Section section, String key, List<String> names) {
    return section
        .optional(key, "the name of a group, or null", name -> index(name, names))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  static void putGroup(ObjectNode out, String key, OptionalInt index, List<String> names) {
    out.put(key, index.isPresent() ? names.get(index.getAsInt()) : null);
  }

  private static int index(String name, List<String> names) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no group has this name: " + name);
    }
    return index;
  }

  private static String nameOf(Section group) {
    return group.text("name");
  }

  private static AssetGroup group(Section group, List<String> names) {
    return new AssetGroup(
        group.text("name"), groupIndex(group, "parent", names), e9(group, "credit"));
  }

  private static RelatedAsset related(Section token) {
    return new RelatedAsset(
        RulesJson.asset(token),
        token.text("underlying", "an asset name, like ETH", Asset::new),
        e9(token, "haircut"),
        e9(token, "initialHaircut"));
  }

  private static StableAsset stable(Section coin) {
    return new StableAsset(RulesJson.asset(coin), e9(coin, "stress"));
  }

  private static NetworkParameters network(Section network) {
    return new NetworkParameters(
        e9(network, "initialFactor"),
        e9(network, "maintenanceFactor"),
        e9(network, "initialAddFactor"),
        network.flag("shortOptionFloor"),
        e9(network, "foreignTransfer"),
        network.flag("foreignGroupCredit"),
        network
            .section("confidence")
            .build(s -> new NetworkParameters.Confidence(e9(s, "threshold"), e9(s, "margin"))),
        network
            .section("peg")
            .build(s ->
                new NetworkParameters.Peg(
                    e9(s, "threshold"), e9(s, "factor"), e9(s, "halt"), e9(s, "cross"))),
        network
            .section("caution")
            .build(s ->
                new NetworkParameters.Caution(
                    e9(s, "spread"),
                    e9(s, "caution"),
                    e9(s, "halt"),
                    s.number("calmRounds", 0, Integer.MAX_VALUE))),
        network
            .section("supply")
            .build(s -> new NetworkParameters.Supply(e9(s, "step"), e9(s, "haircut"))));
  }

  private static void write(NetworkParameters network, ObjectNode out) {
    out.put("initialFactor", Decimals.text(network.imFactorE9()));
    out.put("maintenanceFactor", Decimals.text(network.mmFactorE9()));
    out.put("initialAddFactor", Decimals.text(network.imAddE9()));
    out.put("shortOptionFloor", network.shortOptionFloor());
    out.put("foreignTransfer", Decimals.text(network.foreignTransferE9()));
    out.put("foreignGroupCredit", network.foreignGroupCredit());
    out.putObject("confidence")
        .put("threshold", Decimals.text(network.confidence().thresholdE9()))
        .put("margin", Decimals.text(network.confidence().marginE9()));
    out.putObject("peg")
        .put("threshold", Decimals.text(network.peg().thresholdE9()))
        .put("factor", Decimals.text(network.peg().factorE9()))
        .put("halt", Decimals.text(network.peg().haltE9()))
        .put("cross", Decimals.text(network.peg().crossE9()));
    out.putObject("caution")
        .put("spread", Decimals.text(network.caution().spreadE9()))
        .put("caution", Decimals.text(network.caution().cautionE9()))
        .put("halt", Decimals.text(network.caution().haltE9()))
        .put("calmRounds", network.caution().calmRounds());
    out.putObject("supply")
        .put("step", Decimals.text(network.supply().stepE9()))
        .put("haircut", Decimals.text(network.supply().haircutE9()));
  }
}
