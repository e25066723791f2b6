package io.loadline.consensus.frost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The signatures that the contract is held to as well: docs/vectors/frost.json, made with npm's
 * noble-curves and not with this code, and docs/vectors/frost-threshold.json, which {@link
 * ThresholdVectors} makes.
 */
final class SharedVectorsTest {
  @ParameterizedTest
  @CsvSource({"frost.json, 16, 40", "frost-threshold.json, 18, 6"})
  void theContractAndThisCodeJudgeAlike(String file, int valid, int invalid) {
    int accepted = 0;
    JsonNode vectors = Vectors.shared(file);
    for (JsonNode vector : vectors) {
      boolean verifies = verifies(vector);
      assertThat(verifies)
          .as("%s: %s", vector.get("reason").asString(), vector)
          .isEqualTo(vector.get("valid").asBoolean());
      accepted += verifies ? 1 : 0;
    }
    assertThat(accepted).isEqualTo(valid);
    assertThat(vectors.size()).isEqualTo(valid + invalid);
  }

  private static boolean verifies(JsonNode vector) {
    byte[] prefix = {(byte) (2 + vector.get("groupKeyParity").asInt())};
    GroupKey key =
        new GroupKey(
            Point.parse(Bytes.concat(prefix, Vectors.bytes(vector.get("groupKeyX"))))
                .orElseThrow());
    byte[] signature =
        Bytes.concat(
            Vectors.bytes(vector.get("rx")),
            Vectors.bytes(vector.get("ry")),
            Vectors.bytes(vector.get("z")));
    Optional<GroupSignature> parsed = GroupSignature.parse(signature);
    return parsed.isPresent() && parsed.get().verify(key, Vectors.bytes(vector.get("message")));
  }
}
