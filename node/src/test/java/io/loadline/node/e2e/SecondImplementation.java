package io.loadline.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.node.bundle.RoundBundle;
import io.loadline.risk.portfolio.SnapshotCodec;
import io.loadline.risk.rules.RulesCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Computes a bundle's round with the JavaScript that was written from docs/crypto-span-1.md alone
 * and shares not one line with the engine.
 */
final class SecondImplementation {
  private static final Path MAIN = Path.of("..", "risk-model", "src", "test", "js", "main.js");
  private static final long LIMIT_MINUTES = 3;

  private SecondImplementation() {}

  /** The digest, the report's fields, the sections' roots and every account, as JSON. */
  static JsonNode answer(RoundBundle bundle) throws IOException, InterruptedException {
    var input = Files.createTempFile("round", ".json");
    var output = Files.createTempFile("round", ".out");
    try {
      Files.writeString(
          input,
          "{\"rules\":\"%s\",\"snapshot\":\"%s\"}"
              .formatted(
                  hex(RulesCodec.encode(bundle.rules())),
                  hex(SnapshotCodec.encode(bundle.snapshot()))));
      var process =
          new ProcessBuilder("node", MAIN.toString(), "--accounts", input.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        var text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        return JsonMapper.shared().readTree(text);
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.delete(input);
      Files.delete(output);
    }
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
