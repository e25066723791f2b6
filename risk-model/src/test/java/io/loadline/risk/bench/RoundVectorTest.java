package io.loadline.risk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.twin.RoundCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** docs/vectors/round.json, and that its round is worth a digest. */
class RoundVectorTest {
  private static final Path FILE = Path.of("..", "docs", "vectors", "round.json");

  @Test
  void theVectorIsTheRoundsDigest() throws IOException {
    var result = PrintDigest.result(2);
    var json = JsonMapper.shared().createObjectNode();
    json.put(
            "origin",
            "io.loadline.risk.bench.PrintDigest of risk-model: "
                + PrintDigest.ACCOUNTS
                + " accounts from seed "
                + PrintDigest.SEED
                + " under the default parameters, every rule among them; the same in every JVM mode"
                + " and on every machine, or something is wrong.")
        .put("digest", result.digest().toHex())
        .put("requirementsRoot", result.sections().requirements().root().toHex());
    var text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    if (Boolean.getBoolean("loadline.write")) {
      Files.writeString(FILE, text);
    } else {
      assertThat(text)
          .as("run this test with -Dloadline.write=true to write %s anew", FILE)
          .isEqualTo(Files.readString(FILE));
    }
  }

  @Test
  void theRoundUsesEveryRuleOfTheModel() {
    var seen = new RoundCoverage();
    seen.add(PrintDigest.round().snapshot(), PrintDigest.result(2));
    seen.assertEach(1);
  }
}
