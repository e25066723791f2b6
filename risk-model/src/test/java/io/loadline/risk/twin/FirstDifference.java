package io.loadline.risk.twin;

import io.loadline.risk.cbor.CborException;
import io.loadline.risk.portfolio.SnapshotCodec;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.rules.RulesCodec;
import io.loadline.risk.vectors.WaterfallJson;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Which line of an account's requirements the two implementations see differently first. */
final class FirstDifference {
  private FirstDifference() {}

  /** In words, of the account at that place in the round. */
  static String ofAccount(TwinRound round, int account) {
    var twin = Twin.computed(round, "--lines").required("waterfalls").get(account);
    return of(lines(round, account), twin).orElse("all lines are equal to 1e-6 USD");
  }

  private static JsonNode lines(TwinRound round, int account) {
    try {
      var result =
          new RiskRound(1)
              .evaluate(
                  SnapshotCodec.decode(bytes(round.snapshot())),
                  RulesCodec.decode(bytes(round.rules())));
      return WaterfallJson.of(result, account);
    } catch (CborException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.substring(2));
  }

  /** Path and both values of the first part in which two documents differ; empty if in none. */
  static Optional<String> of(JsonNode ours, JsonNode twins) {
    return of("", ours, twins);
  }

  private static Optional<String> of(String path, JsonNode ours, JsonNode twins) {
    if (ours.equals(twins)) {
      return Optional.empty();
    }
    if (ours.isObject() && twins.isObject()) {
      var names = new LinkedHashSet<>(ours.propertyNames());
      names.addAll(twins.propertyNames());
      return names.stream()
          .map(name -> of(path + "/" + name, ours.path(name), twins.path(name)))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (ours.isArray() && twins.isArray() && ours.size() == twins.size()) {
      for (int i = 0; i < ours.size(); i++) {
        var inside = of(path + "/" + i, ours.get(i), twins.get(i));
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return Optional.of("%s: %s, its twin has %s".formatted(path, ours, twins));
  }
}
