package io.loadline.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.rules.ParameterCodec;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.ScenarioSet;
import io.loadline.risk.rules.VolRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RulesJsonTest {
  private static final Path PARAMETERS =
      NodeConfigReaderTest.repository().resolve("config/parameters/crypto-span-1.json");

  private static final JsonMapper JSON = JsonMapper.builder().build();

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
        .containsExactly("ADA", "BTC", "ETH", "XRP");
    assertThat(set.network().mmFactorE9()).isEqualTo(800_000_000L);
    assertThat(set.assets().get(2).shocks().psrE9()).isEqualTo(200_000_000L);
    assertThat(set.assets().get(2).skew().capSlopeE9()).isEqualTo(-50_000_000L);
    assertThat(set.scenarios()).hasSize(38);
    assertThat(set.scenarios().subList(0, 33)).isEqualTo(ScenarioSet.G33.rows());
    assertThat(set.scenarios().subList(33, 38))
        .containsExactly(
            ScenarioRow.move(-1, 2, VolRule.SKEW_LINEAR),
            ScenarioRow.move(-1, 2, VolRule.SKEW_ABSOLUTE),
            ScenarioRow.move(1, 2, VolRule.SKEW_LINEAR),
            ScenarioRow.move(1, 2, VolRule.SKEW_ABSOLUTE),
            ScenarioRow.move(0, 1, VolRule.BASIS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"crypto-span-1", "devnet", "grid-33", "span-16"})
  void everyShippedSetLoadsAndIsWrittenBackAsItStands(String name) throws Exception {
    Path file = PARAMETERS.resolveSibling(name + ".json");
    ParameterSet set = ParameterSetJson.read(file);
    assertThat(set.name()).isEqualTo(name);
    assertThat(ParameterSetJson.write(set).toString()).isEqualTo(tree(file).toString());
    assertThat(ParameterCodec.decode(ParameterCodec.encode(set))).isEqualTo(set);
  }

  @Test
  void aDevnetDiffersFromTheDefaultsOnlyWhereItSays() throws IOException {
    String defaults = Files.readString(PARAMETERS);
    assertThat(Files.readString(PARAMETERS.resolveSibling("devnet.json")))
        .isEqualTo(
            defaults
                .replace("\"name\": \"crypto-span-1\"", "\"name\": \"devnet\"")
                .replace("\"foreignTransfer\": \"1\"", "\"foreignTransfer\": \"0.0656\"")
                .replace("\"foreignGroupCredit\": false", "\"foreignGroupCredit\": true")
                .replace("\"step\": \"0.05\"", "\"step\": \"0\"")
                .replace("\"heartbeatSeconds\": 1200", "\"heartbeatSeconds\": 7200"));
  }

  @Test
  void rowsAreWrittenAsTheyWereRead() throws IOException {
    String rows =
        """
        ["S16", {"multiplier": "0.340", "volatility": "up", "damped": true},
         {"multiplier": "3/2", "volatility": "none", "weight": "0.25", "block": 7},
         {"multiplier": "2", "volatility": "down"}, "G33",
         {"move": "-2/4", "volatility": "skewAbsolute", "block": 1},
         {"move": "0", "volatility": "basis"}]
        """;
    ParameterSet set = ParameterSetJson.read(withScenarios(rows));
    List<ScenarioRow> expected = new ArrayList<>(ScenarioSet.S16.rows());
    expected.add(new ScenarioRow(false, 340, 1_000, VolRule.UP, true, 1_000_000_000, 0));
    expected.add(new ScenarioRow(false, 3, 2, VolRule.NONE, false, 250_000_000, 7));
    expected.add(new ScenarioRow(false, 2, 1, VolRule.DOWN, false, 1_000_000_000, 0));
    expected.addAll(ScenarioSet.G33.rows());
    expected.add(new ScenarioRow(true, -2, 4, VolRule.SKEW_ABSOLUTE, false, 1_000_000_000, 1));
    expected.add(ScenarioRow.move(0, 1, VolRule.BASIS));
    assertThat(set.scenarios()).isEqualTo(expected);
    assertThat(ParameterSetJson.write(set).get("scenarios").toString())
        .isEqualTo(rows.replaceAll("\\s", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "['G34'] | scenarios[0]: \"G34\" is not G33, S16 or a row",
        "[{'move': '1e1', 'volatility': 'up'}] | scenarios[0].move",
        "[{'move': '0.5', 'volatility': 'up'}] | scenarios[0].move",
        "[{'move': '0', 'volatility': 'UP'}] | scenarios[0].volatility",
        "[{'volatility': 'up'}] | the key multiplier is missing",
        "[{'move': '1', 'multiplier': '2', 'volatility': 'up'}] | multiplier: is not a known key",
        "[{'move': '1', 'volatility': 'up', 'damped': true}] | damped must be false",
        "['S16', {'move': '1', 'volatility': 'none'}] | its mirror",
      })
  void aWrongRowIsNamed(String rows, String message) throws IOException {
    Path file = withScenarios(rows.replace('\'', '"'));
    assertThatThrownBy(() -> ParameterSetJson.read(file)).hasMessageContaining(message);
  }

  @Test
  void aGroupThatIsNotThereIsNamed() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("set.json"),
            Files.readString(PARAMETERS).replace("\"group\": \"majors\"", "\"group\": \"minors\""));
    assertThatThrownBy(() -> ParameterSetJson.read(file))
        .hasMessageContaining("assets[1].group: \"minors\" is not the name of a group");
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
          .hasMessageContaining("assets[1].shocks.priceScanRange");
    }
  }

  @Test
  void aVenuesCapIsExactOrRefused() {
    assertThat(Decimals.e6("9223372036854.775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(Decimals.textE6(Long.MAX_VALUE)).isEqualTo("9223372036854.775807");
    assertThat(Decimals.textE6(1_500_000)).isEqualTo("1.5");
    for (String bad : List.of("9223372036854.775808", "-1", "0.0000001", "1e6", "")) {
      assertThatThrownBy(() -> Decimals.e6(bad)).isInstanceOf(IllegalArgumentException.class);
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
            "assets[1].volatility: volDownE9 must be from 0 to 1000000000, was 2000000000");
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

  private Path withScenarios(String rows) throws IOException {
    ObjectNode set = tree(PARAMETERS.resolveSibling("span-16.json"));
    set.set("scenarios", JSON.readTree(rows));
    return Files.writeString(folder.resolve("set.json"), set.toString());
  }

  private static ObjectNode tree(Path file) {
    return (ObjectNode) JSON.readTree(file.toFile());
  }
}
