package io.loadline.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.node.margin.input.Examples;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code loadline margin} on its own examples, whole and broken. */
class MarginCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path GUIDE = Path.of("..", "docs", "margin-command.md");
  private static final String COMMAND =
      "$ scripts/loadline margin --portfolio portfolio.json --market market.json --explain\n";
  private static final BigDecimal CENT = new BigDecimal("0.01");

  @TempDir Path folder;

  @Test
  void theExamplesArePrintedAsTheyAre() {
    assertThat(MarginRun.run("margin", "--example", "portfolio").out())
        .isEqualTo(Examples.portfolio());
    assertThat(MarginRun.run("margin", "--example", "market").out()).isEqualTo(Examples.market());
  }

  @Test
  void theExampleRunsWithoutAWarningAndOneBookAsksForLess() throws IOException {
    MarginRun.Ran ran = new MarginRun(folder).ask("--json");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    JsonNode told = ran.json();
    assertThat(told.path("flags")).isEmpty();
    assertThat(told.path("warnings")).isEmpty();
    assertThat(usd(told, "initialUsd")).isPositive();
    assertThat(usd(told, "maintenanceUsd")).isPositive().isLessThan(usd(told, "initialUsd"));
    assertThat(usd(told, "initialUsd")).isLessThan(usd(told, "isolatedUsd"));
    assertThat(told.path("positions").size())
        .isGreaterThanOrEqualTo(JSON.readTree(Examples.portfolio()).path("positions").size());
  }

  @Test
  void theGuideShowsWhatTheExamplePrints() throws IOException {
    String text = new MarginRun(folder).ask("--explain").out();
    String guide = Files.readString(GUIDE);
    int from = guide.indexOf(COMMAND) + COMMAND.length();
    int to = guide.indexOf("```", from);
    if (Boolean.getBoolean("loadline.write")) {
      Files.writeString(GUIDE, guide.substring(0, from) + text + guide.substring(to));
    } else {
      assertThat(guide.substring(from, to))
          .as(
              "the transcript in %s; run this test with -Dloadline.write=true to write it anew",
              GUIDE)
          .isEqualTo(text);
    }
  }

  @Test
  void textFitsEightyColumnsOfAscii() throws IOException {
    String text = new MarginRun(folder).ask("--explain").out();
    assertThat(text.lines().filter(line -> line.length() > 80)).isEmpty();
    assertThat(text.chars().filter(c -> c > '~' || (c < ' ' && c != '\n'))).isEmpty();
    assertThat(new MarginRun(folder).ask().out().lines().count()).isLessThan(30);
  }

  @Test
  void theWaterfallSumsToTheRequirements() throws IOException {
    sums(new MarginRun(folder).ask("--json").json());
    JsonNode rich =
        new MarginRun(folder)
            .market("\"spread\": \"0.6\"", "\"spread\": \"60\"")
            .portfolio("\"quantity\": \"4000\"", "\"quantity\": \"4000000\"")
            .ask("--json")
            .json();
    assertThat(rich.path("initialUsd").asString()).isEqualTo("0.000000");
    assertThat(rich.path("flags").toString()).contains("caution");
    sums(rich);
  }

  @Test
  void venuesSumToTheIsolatedMargin() throws IOException {
    JsonNode told = new MarginRun(folder).ask("--json").json();
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode venue : told.path("venues")) {
      sum = sum.add(usd(venue, "isolatedUsd"));
    }
    assertThat(sum).isEqualTo(usd(told, "isolatedUsd"));
  }

  @Test
  void collateralBesideTheBookIsCutAndCompared() throws IOException {
    JsonNode told = new MarginRun(folder).ask("--json").json();
    JsonNode usdc = told.path("collateral").path("deposits").get(0);
    // 12000 at 0.9998, less 2 % and 1 %.
    assertThat(usdc.path("initialUsd").asString()).isEqualTo("11757.648000");
    assertThat(usdc.path("maintenanceUsd").asString()).isEqualTo("11877.624000");
    // 4.5 at 3012.4, less 20 %.
    BigDecimal value = new BigDecimal("11757.648").add(new BigDecimal("10844.64"));
    assertThat(usd(told.path("collateral"), "excessInitialUsd"))
        .isEqualByComparingTo(value.subtract(usd(told, "initialUsd")));
  }

  @Test
  void aParameterFileReplacesTheDefaults() throws IOException {
    Path span = Path.of("..", "config", "parameters", "span-16.json").toAbsolutePath();
    MarginRun.Ran ran = new MarginRun(folder).ask("--json", "--parameters", span.toString());
    JsonNode told = ran.json();
    assertThat(told.path("parameters").path("name").asString())
        .isEqualTo(JSON.readTree(Files.readString(span)).path("name").asString());
    assertThat(told.path("initialUsd"))
        .isNotEqualTo(new MarginRun(folder).ask("--json").json().path("initialUsd"));
  }

  @Test
  void positionsInOneInstrumentAreAddedUpAndSaidSo() throws IOException {
    var run =
        new MarginRun(folder)
            .portfolio(
                "\"positions\": [",
                "\"positions\": [ { \"venue\": \"perps\", \"kind\": \"cash\", \"quantity\": \"7\" },");
    assertThat(run.ask("--explain").out()).contains("perps USDC cash: positions[0] + positions[1]");
  }

  @Test
  void itRunsInAProcessOfItsOwnFromAnyFolder() throws IOException, InterruptedException {
    new MarginRun(folder).write();
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Loadline.class.getName(),
                "margin",
                "--portfolio",
                "portfolio.json",
                "--market",
                "market.json")
            .directory(folder.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(folder.resolve("err"))).isEmpty();
    assertThat(process.exitValue()).isZero();
    assertThat(out).isEqualTo(new MarginRun(folder).ask().out());
  }

  @Test
  void withoutFilesItSaysWhatToGive() {
    MarginRun.Ran ran = MarginRun.run("margin");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("Give --portfolio and --market, or --example portfolio");
    assertThat(MarginRun.run("margin", "--example", "positions").exitCode()).isEqualTo(2);
    MarginRun.Ran missing =
        MarginRun.run("margin", "--portfolio", "/nowhere/p.json", "--market", "m.json");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err())
        .isEqualTo("/nowhere/p.json: there is no such file. Create it, or correct the path.\n");
  }

  private static void sums(JsonNode told) {
    for (String side : new String[] {"initialUsd", "maintenanceUsd"}) {
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode line : told.path("waterfall")) {
        sum = sum.add(usd(line, side));
      }
      assertThat(sum.subtract(usd(told, side)).abs()).as(side).isLessThan(CENT);
    }
  }

  private static BigDecimal usd(JsonNode told, String name) {
    return new BigDecimal(told.path(name).asString());
  }
}
