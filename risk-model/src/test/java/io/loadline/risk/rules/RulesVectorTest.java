package io.loadline.risk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import io.loadline.risk.Vectors;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.portfolio.Asset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** docs/vectors/rules.json was made with other people's CBOR and keccak, not with this code. */
class RulesVectorTest {
  private static final JsonNode VECTOR = Vectors.read("rules.json");

  @Test
  void bytesAndHashesAreThoseOfTheVector() throws CborException {
    var bytes = HexFormat.of().parseHex(VECTOR.get("cbor").asString().substring(2));
    var rules = rules();
    assertThat(RulesCodec.encode(rules)).isEqualTo(bytes);
    assertThat(RulesCodec.decode(bytes)).isEqualTo(rules);
    assertThat(RulesCodec.hash(rules).toHex()).isEqualTo(VECTOR.get("hash").asString());
    assertThat(ParameterCodec.hash(rules.parameters()).toHex())
        .isEqualTo(VECTOR.get("parametersHash").asString());
  }

  private static Rules rules() {
    return new Rules(
        Optional.of(Keccak.hash("the rules before")),
        new Rules.Anchor(TestBooks.HOME, 100, 32),
        3600,
        128,
        List.of(
            new Rules.Chain(TestBooks.HOME, TestBooks.GCM, 8),
            new Rules.Chain(TestBooks.AWAY, TestBooks.GCM, 8)),
        List.of(
            new Rules.Venue(
                TestBooks.HOME, TestBooks.PERPETUALS, 900, 1_000_000_000, Long.MAX_VALUE),
            new Rules.Venue(TestBooks.AWAY, TestBooks.OPTIONS, 3_600, 700_000_000, 5_000_000)),
        List.of(new Rules.Feed(TestBooks.ETH, TestBooks.HOME, TestBooks.address("feed"))),
        List.of(
            new Rules.Collateral(
                TestBooks.HOME, TestBooks.USDC, new Asset("USDC"), 100_000_000, 50_000_000)),
        TestParameters.full());
  }
}
