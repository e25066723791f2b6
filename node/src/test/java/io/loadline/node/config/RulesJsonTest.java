package io.loadline.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class RulesJsonTest {
  private static final Path PARAMETERS =
      NodeConfigReaderTest.repository().resolve("config/parameters/crypto-span-1.json");

  @TempDir Path folder;

  @Test
  void rulesReadBackTheSameByJsonAndByCbor() throws Exception {
    Rules rules = rules(Optional.of(Bytes32.fromHex("ab".repeat(32))));
    Path file = Files.writeString(folder.resolve("rules.json"), RulesJson.write(rules).toString());
    assertThat(RulesJson.read(file)).isEqualTo(rules);
    assertThat(RulesCodec.decode(RulesCodec.encode(RulesJson.read(file)))).isEqualTo(rules);
  }

  @Test
  void theCommittedDefaultsAreThoseOfTheModel() {
    ParameterSet set = ParameterSetJson.read(PARAMETERS);
    assertThat(set.assets().stream().map(asset -> asset.asset().symbol()))
        .containsExactly("BTC", "ETH");
    assertThat(set.network().mmFactorE9()).isEqualTo(800_000_000L);
    assertThat(set.assets().get(1).shocks().psrE9()).isEqualTo(200_000_000L);
    assertThat(set.assets().get(1).skew().capSlopeE9()).isEqualTo(-50_000_000L);
    assertThat(ParameterSetJson.write(set).toString()).isEqualTo(tree(PARAMETERS).toString());
  }

  @Test
  void decimalsAreExactOrRefused() throws IOException {
    assertThat(Decimals.text(Decimals.e9("0.000000001"))).isEqualTo("0.000000001");
    assertThat(Decimals.text(Decimals.e9("-12.50"))).isEqualTo("-12.5");
    assertThat(Decimals.text(Decimals.e9("0"))).isEqualTo("0");
    String json = Files.readString(PARAMETERS);
    for (String bad : List.of("\"0.0000000001\"", "\"1e-3\"", "\".5\"", "0.16", "\"\"")) {
      Path file =
          Files.writeString(
              folder.resolve("set.json"),
              json.replaceFirst("\"priceScanRange\": \"0.16\"", "\"priceScanRange\": " + bad));
      assertThatThrownBy(() -> ParameterSetJson.read(file))
          .as(bad)
          .hasMessageContaining("assets[0].shocks.priceScanRange");
    }
  }

  @Test
  void whatTheRecordsRefuseIsNamedWithItsPlace() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("set.json"),
            Files.readString(PARAMETERS).replaceFirst("\"down\": \"0.25\"", "\"down\": \"2\""));
    assertThatThrownBy(() -> ParameterSetJson.read(file))
        .hasMessageContaining(
            "assets[0].volatility: volDownE9 must be from 0 to 1000000000, was 2000000000");
  }

  static Rules rules(Optional<Bytes32> predecessor) {
    Address contract = Address.fromHex("11".repeat(20));
    return new Rules(
        predecessor,
        new Rules.Anchor(31337, 10, 8),
        600,
        64,
        List.of(new Rules.Chain(31337, contract, 4), new Rules.Chain(31338, contract, 4)),
        List.of(
            new Rules.Venue(31338, Address.fromHex("22".repeat(20)), 900, 700_000_000, 1_500_000)),
        List.of(new Rules.Feed(new Asset("ETH"), 31337, Address.fromHex("33".repeat(20)))),
        List.of(new Rules.Collateral(31337, contract, new Asset("ETH"), 200_000_000, 150_000_000)),
        ParameterSetJson.read(PARAMETERS));
  }

  private static ObjectNode tree(Path file) {
    return (ObjectNode)
        tools.jackson.databind.json.JsonMapper.builder().build().readTree(file.toFile());
  }
}
