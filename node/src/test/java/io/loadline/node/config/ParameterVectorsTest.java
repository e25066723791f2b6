package io.loadline.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.rules.ParameterCodec;
import io.loadline.risk.rules.ParameterSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * docs/vectors/parameters.json: every file of config/parameters in the bytes that rules carry, for
 * those who do not read the files.
 */
class ParameterVectorsTest {
  private static final String ORIGIN =
      "io.loadline.node.config.ParameterVectorsTest of node: the files of config/parameters as"
          + " canonical CBOR, docs/formats.md section 5, and its keccak256.";
  private static final Path REPOSITORY = NodeConfigReaderTest.repository();
  private static final Path FILE = REPOSITORY.resolve("docs/vectors/parameters.json");

  @Test
  void theVectorsAreTheShippedFiles() throws IOException {
    if (Boolean.getBoolean("loadline.write")) {
      Files.writeString(FILE, text());
    } else {
      assertThat(text())
          .as("run this test with -Dloadline.write=true to write %s anew", FILE)
          .isEqualTo(Files.readString(FILE));
    }
  }

  private static String text() throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    ObjectNode vectors = json.createObjectNode().put("origin", ORIGIN);
    for (Path file : files()) {
      ParameterSet set = ParameterSetJson.read(file);
      vectors
          .withArray("sets")
          .addObject()
          .put("file", file.getFileName().toString())
          .put("hash", ParameterCodec.hash(set).toHex())
          .put("cbor", "0x" + HexFormat.of().formatHex(ParameterCodec.encode(set)));
    }
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(vectors) + "\n";
  }

  private static List<Path> files() throws IOException {
    try (var files = Files.list(REPOSITORY.resolve("config/parameters"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
