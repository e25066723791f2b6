package io.loadline.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.node.cli.MarginRun.Ran;
import io.loadline.node.margin.input.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What a file cannot say is one located sentence and exit code 2; what a chain could say is judged
 * by the model, with a visible warning and exit code 0.
 */
class MarginBadInputTest {
  private static final String NO_LIMIT = "170141183460469231731687303715884.105727";
  private static final Pattern SCALAR = Pattern.compile("(?<=: )(\"[^\"]*\"|[0-9]+)(?=[ ,}\\n])");
  private static final List<String> NASTY =
      List.of(
          "\"0\"",
          "\"-1\"",
          "\"1" + "0".repeat(30) + "\"",
          "\"NaN\"",
          "\"99999999999999999999\"",
          "\"0.000000000000000001\"",
          "\"1e9\"",
          "9223372036854775807",
          "null",
          "\"\"",
          "{}",
          "\"2026-03-02T08:00:00Z\"");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "spot": "3012"         | "spot": "0"           | assets[1].spot: "0" is out of range.
          "spot": "3012"         | "spot": "NaN"         | assets[1].spot: "NaN" is not a decimal
          "price": "3012.4"      | "price": "-3012.4"    | prices[1].price: "-3012.4" is out of range.
          "spread": "0.6"        | "spread": "-0.6"      | prices[1].spread: "-0.6" is out of range.
          "forward": "3021"      | "forward": "0"        | slices[1].forward: "0" is out of range.
          "vol": "0.615"         | "vol": "-0.615"       | quotes[1].vol: "-0.615" is out of range.
          "vol": "0.615"         | "vol": 0.615          | is a decimal number where text belongs
          "time": "2026-03-02T08 | "time": "2026-13-02T08 | time: "2026-13-02T08:00:00Z" is not a time
          "rate": "0.041"        | "rates": "0.041"      | assets[0].rates: is not a known key.
          "market": 1            | "market": 1, "x": [[[ | cannot be parsed
          """)
  void marketsThatCannotBeAreRefused(String replaced, String by, String told) throws IOException {
    refused(new MarginRun(folder).market(replaced, by).ask(), "market.json line ", told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "strike": "3200", "quantity": "-40" | "strike": "3200", "quantity": "-1000000000000000000000000000000" | positions[4].quantity:
          "kind": "perpetual"     | "kind": "perpetuals"      | Write perpetual, or another of
          "venue": "lender"       | "venue": "lendr"          | Write lender, or add it to venues.
          "owner"                 | "ownr"                    | write owner if that was meant
          "settlement": "coin"    | "settlement": "coinn"     | Write coin, or another of cash, coin.
          "asset": "WSTETH"       | "asset": "wstETH"         | "wstETH" is not an asset name
          "settlement": "USDC"    | "settlement": "FRAX"      | cash in FRAX is not known to the parameter set
          "exitSeconds": 86400    | "exitSeconds": 99999999   | Give a whole number from 0 to 2592000.
          "entryPrice": "93480"   | "entryPrice": "0"         | positions[11].entryPrice:
          "portfolio": 1          | "portfolio": 7            | 7 is out of range.
          """)
  void portfoliosThatCannotBeAreRefused(String replaced, String by, String told)
      throws IOException {
    refused(new MarginRun(folder).portfolio(replaced, by).ask(), "portfolio.json line ", told);
  }

  @Test
  void filesThatAreNoJsonAreRefused() throws IOException {
    refused(new MarginRun(folder).portfolio("").ask(), "portfolio.json line 1", "is empty");
    refused(new MarginRun(folder).portfolio("[]").ask(), "portfolio.json line 1", "is a list");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
    Ran ran =
        MarginRun.run("margin", "--portfolio", binary.toString(), "--market", binary.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("binary: is not UTF-8 text");
  }

  @Test
  void aMissingPriceTakesTheValueAway() throws IOException {
    Ran ran =
        warned(
            "prices: ETH has no price.",
            market("\"asset\": \"ETH\", \"price\"", "\"asset\": \"ADA\", \"price\""));
    assertThat(ran.json().path("flags").toString()).contains("position without value");
    assertThat(ran.json().path("initialUsd").asString()).isEqualTo(NO_LIMIT);
  }

  @Test
  void aCarriedPriceIsUsedInHalt() throws IOException {
    var run =
        market("\"asset\": \"ETH\", \"price\"", "\"asset\": \"ADA\", \"price\"")
            .market(
                "\"settlements\"",
                "\"carried\": [{ \"asset\": \"ETH\", \"time\": 1772438300, \"price\": \"3000\" }],"
                    + " \"settlements\"");
    JsonNode told =
        warned("carried: ETH has no observed price; the carried one is used", run).json();
    assertThat(told.path("flags").toString()).contains("data missing").contains("halt");
    assertThat(told.path("warnings").toString()).contains("ETH is in HALT: no observed price");
  }

  @Test
  void staleDataIsInCautionThenInHalt() throws IOException {
    String time =
        "\"time\": \"2026-03-02T07:59:36Z\",\n      \"rate\": \"0.041\", \"funding\": \"0.00008\"";
    assertThat(
            warned(
                    "ETH is in CAUTION: market data older than a heartbeat",
                    market(time, time.replace("07:59:36", "07:30:00")))
                .json()
                .path("flags")
                .toString())
        .contains("caution");
    warned(
        "assets[1]: ETH is in HALT: market data older than three heartbeats",
        market(time, time.replace("07:59:36", "03:00:00")));
  }

  @Test
  void aSliceWithNegativeVarianceIsLeftOut() throws IOException {
    JsonNode told =
        warned(
                "assets[1].slices[1]: The model refuses this slice of ETH, as its least variance"
                    + " is negative.",
                market("\"a\": \"0.0108\"", "\"a\": \"-0.5\""))
            .json();
    assertThat(told.path("flags").toString()).isEqualTo("[\"caution\"]");
    warned(
        "this slice of ETH, as a volatility is 0 or above 20",
        market("\"vol\": \"0.615\"", "\"vol\": \"0\""));
    warned("this slice of ETH, as rho is not between", market("\"-0.15\"", "\"-1.5\""));
    warned(
        "as its option prices allow arbitrage",
        market("\"strike\": \"3500\", \"vol\": \"0.65\"", "\"strike\": \"3500\", \"vol\": \"3\""));
  }

  @Test
  void moreThanTheModelsNumbersHoldIsNoLimit() throws IOException {
    JsonNode told =
        warned(
                "A number of this account is beyond what the model holds",
                portfolio(
                    "\"strike\": \"3200\", \"quantity\": \"-40\"",
                    "\"strike\": \"3200\", \"quantity\": \"-99999999999999999999\""))
            .json();
    assertThat(told.path("flags").toString()).contains("overflow");
    assertThat(told.path("initialUsd").asString()).isEqualTo(NO_LIMIT);
    assertThat(told.path("maintenanceUsd").asString()).isEqualTo(NO_LIMIT);
  }

  @Test
  void anOptionOfThePastIsWorthWhatItPays() throws IOException {
    String put = "\"expiry\": \"2026-03-06T08:00:00Z\", \"strike\": \"2800\"";
    // The market file says 2954.2 for the 27th of February: a put at 3000 pays 45.8.
    JsonNode settled =
        warned(
                "positions[5]: ETH put 3000 2026-02-27 08:00 has expired; it is worth what it pays at"
                    + " the settlement price of the market file.",
                portfolio(put, put.replace("03-06", "02-27").replace("2800", "3000")))
            .json();
    assertThat(settled.path("positions").toString())
        .contains("\"instrument\":\"ETH put 3000 2026-02-27 08:00\"")
        .contains("\"markUsd\":\"45.800000\"");
    // Of an earlier day it does not: then the spot of 3012.4 counts, and a put at 3100 pays 87.6.
    JsonNode unsettled =
        warned(
                "at the spot price, as the market file has no settlement price of that expiry.",
                portfolio(put, put.replace("03-06", "02-20").replace("2800", "3100")))
            .json();
    assertThat(unsettled.path("positions").toString()).contains("\"markUsd\":\"87.600000\"");
  }

  @Test
  void anAssetThatTheParametersDoNotKnowHasNoValue() throws IOException {
    JsonNode held =
        warned(
                "positions[9]: DOGE spot has no value",
                portfolio(
                    "\"asset\": \"BTC\", \"quantity\": \"0.05\"",
                    "\"asset\": \"DOGE\", \"quantity\": \"0.05\""))
            .json();
    assertThat(held.path("initialUsd").asString()).isNotEqualTo(NO_LIMIT);
    JsonNode owed =
        warned(
                "it is short, so no initial margin is enough",
                portfolio(
                    "\"asset\": \"BTC\", \"quantity\": \"0.05\"",
                    "\"asset\": \"DOGE\", \"quantity\": \"-0.05\""))
            .json();
    assertThat(owed.path("initialUsd").asString()).isEqualTo(NO_LIMIT);
    assertThat(owed.path("maintenanceUsd").asString()).isNotEqualTo(NO_LIMIT);
  }

  @Test
  void aPriceBelowACentIsNone() throws IOException {
    warned(
        "as the price of WSTETH is missing or below 0.01 USD", market("\"3009.75\"", "\"0.005\""));
  }

  @Test
  void aWideSpreadIsInCaution() throws IOException {
    warned(
        "ETH is in CAUTION: wide spread of the observed price",
        market("\"spread\": \"0.6\"", "\"spread\": \"60\""));
  }

  @Test
  void whateverStandsInAFieldThereIsNoStackTrace() throws IOException {
    int tried = mutate(Examples.portfolio(), true) + mutate(Examples.market(), false);
    assertThat(tried).isGreaterThan(300);
  }

  /** Every second scalar in turn becomes something it should not be. */
  private int mutate(String content, boolean isPortfolio) throws IOException {
    Matcher scalar = SCALAR.matcher(content);
    int count = 0;
    for (int i = 0; scalar.find(); i++) {
      for (int j = 0; j < 2; j++) {
        String nasty = NASTY.get((i * 5 + j * 7) % NASTY.size());
        String mutated =
            content.substring(0, scalar.start()) + nasty + content.substring(scalar.end());
        MarginRun run = new MarginRun(folder);
        Ran ran = (isPortfolio ? run.portfolio(mutated) : run.market(mutated)).ask("--explain");
        String what = scalar.group() + " -> " + nasty + " at " + scalar.start();
        if (ran.exitCode() == 2) {
          assertThat(ran.err().lines()).as(what).hasSize(1);
          assertThat(ran.err())
              .as(what)
              .contains(isPortfolio ? "portfolio.json line" : ".json line");
        } else {
          assertThat(ran.exitCode()).as(what + ran.err()).isZero();
          assertThat(ran.err()).as(what).isEmpty();
          assertThat(ran.out()).as(what).contains("initial margin");
        }
        count++;
      }
    }
    return count;
  }

  private MarginRun market(String replaced, String by) {
    return new MarginRun(folder).market(replaced, by);
  }

  private MarginRun portfolio(String replaced, String by) {
    return new MarginRun(folder).portfolio(replaced, by);
  }

  /** Exit code 0 with the warning, in both forms. */
  private static Ran warned(String warning, MarginRun run) throws IOException {
    Ran text = run.ask("--explain");
    assertThat(text.exitCode()).isZero();
    assertThat(text.err()).isEmpty();
    assertThat(text.out().replaceAll("\\n  ", " ")).contains("WARNING").contains(warning);
    Ran json = run.ask("--json");
    assertThat(json.exitCode()).isZero();
    assertThat(json.json().path("warnings")).isNotEmpty();
    return json;
  }

  private static void refused(Ran ran, String place, String told) {
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).contains(place).contains(told);
  }
}
