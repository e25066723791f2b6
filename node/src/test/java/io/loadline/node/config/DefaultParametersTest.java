package io.loadline.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.rules.DefaultParameters;
import io.loadline.risk.rules.ParameterCodec;
import io.loadline.risk.rules.ParameterSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The library carries the same defaults as config/parameters. */
class DefaultParametersTest {
  private static final Path RESOURCE =
      NodeConfigReaderTest.repository()
          .resolve("risk-model/src/main/resources/io/loadline/risk/rules/crypto-span-1.hex");

  @Test
  void theLibrarysDefaultsAreThoseOfTheFile() throws IOException {
    ParameterSet file = ParameterSetJson.read(ParameterFiles.defaults("test"));
    if (Boolean.getBoolean("loadline.write")) {
      String hex = HexFormat.of().formatHex(ParameterCodec.encode(file));
      Files.createDirectories(RESOURCE.getParent());
      Files.writeString(RESOURCE, hex.replaceAll("(.{100})", "$1\n") + "\n");
    } else {
      assertThat(DefaultParameters.cryptoSpan1())
          .as("run this test with -Dloadline.write=true to write %s anew", RESOURCE)
          .isEqualTo(file);
    }
  }
}
