package io.loadline.node.margin.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.node.OperatorException;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.portfolio.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketReaderTest {
  private static final long NOW = 1_772_438_400L;
  private static final String SMALL =
      """
      {
        "market": 1,
        "time": "2026-03-02T08:00:00Z",
        "prices": [{ "asset": "ETH", "price": "3000.25", "spread": "0.5" }, { "asset": "BTC", "price": "90000" }],
        "assets": [
          {
            "asset": "ETH", "spot": "3001", "rate": "-0.01", "time": 1772438000,
            "slices": [
              { "expiry": 1772800000, "forward": "3002", "quotes": [{ "strike": "2900", "vol": "0.6" }, { "strike": "3100", "vol": "0.55" }] },
              { "expiry": 1774598400, "forward": "3010", "svi": { "a": "0.01", "b": "0.09", "rho": "-0.1", "m": "0", "sigma": "0.1" } }
            ]
          }
        ],
        "settlements": [
          { "asset": "ETH", "expiry": 1772000000, "price": "2950" },
          { "asset": "ETH", "expiry": 1771000000, "price": "2850" }
        ],
        "carried": [
          { "asset": "ETH", "state": "caution", "calm": 2, "time": 1772438100, "price": "2990",
            "window": [{ "time": 1772438040, "price": "2980" }, { "time": 1772438100, "price": "2990" }] }
        ]
      }
      """;

  @TempDir Path folder;

  @Test
  void everythingIsReadInCanonicalOrder() throws IOException {
    Market market = read(SMALL);
    assertThat(market.timeSeconds()).isEqualTo(NOW);
    assertThat(market.observed().stream().map(p -> p.asset().symbol()))
        .containsExactly("BTC", "ETH");
    var eth = market.markets().getFirst();
    assertThat(eth.feedSpotUsdE8()).isEqualTo(Units.e8("3001"));
    assertThat(eth.rateE9()).isEqualTo(-10_000_000);
    assertThat(eth.confidenceE9()).isEqualTo(1_000_000_000);
    assertThat(eth.slices().stream().map(Slice::expirySeconds))
        .containsExactly(1_771_000_000L, 1_772_000_000L, 1_772_800_000L, 1_774_598_400L);
    assertThat(eth.slices().get(1).forwardUsdE8()).isEqualTo(Units.e8("2950"));
    var carried = market.carried().getFirst();
    assertThat(carried.state()).isEqualTo(1);
    assertThat(carried.calm()).isEqualTo(2);
    assertThat(carried.window()).hasSize(2);
    assertThat(market.places())
        .hasEntrySatisfying(
            new Asset("ETH"), place -> assertThat(place.path()).isEqualTo("assets[0]"));
  }

  @Test
  void anSviSlicesTauCountsFromTheFeedsTimeUnlessTheFileSaysIt() throws IOException {
    var implied = (Smile.Svi) read(SMALL).markets().getFirst().slices().getLast().smile();
    assertThat(implied.tauSeconds()).isEqualTo(1_774_598_400L - 1_772_438_000L);
    assertThat(implied.aE12()).isEqualTo(10_000_000_000L);
    var said =
        (Smile.Svi)
            read(SMALL.replace("\"sigma\": \"0.1\"", "\"sigma\": \"0.1\", \"tauSeconds\": 7"))
                .markets()
                .getFirst()
                .slices()
                .getLast()
                .smile();
    assertThat(said.tauSeconds()).isEqualTo(7);
  }

  @Test
  void crossedAndEmptyPricesAreRefusedWithTheirPlace() {
    refuses("\"3000.25\"", "\"0\"")
        .hasMessageContaining("market.json line 4, prices[0].price: \"0\" is out of range");
    refuses("\"3000.25\"", "\"-1\"").hasMessageContaining("prices[0].price");
    refuses("\"3000.25\"", "\"NaN\"").hasMessageContaining("\"NaN\" is not a decimal as text");
    refuses("\"3000.25\"", "NaN").hasMessageContaining("cannot be parsed");
    refuses("\"spread\": \"0.5\"", "\"spread\": \"-0.5\"")
        .hasMessageContaining("prices[0].spread: \"-0.5\" is out of range");
    refuses("\"spot\": \"3001\"", "\"spot\": \"0\"")
        .hasMessageContaining("line 7, assets[0].spot: \"0\" is out of range");
    refuses("\"forward\": \"3002\"", "\"forward\": \"0\"")
        .hasMessageContaining("assets[0].slices[0].forward: \"0\" is out of range");
    refuses("\"forward\": \"3002\"", "\"forward\": \"-3002\"")
        .hasMessageContaining("assets[0].slices[0].forward");
    refuses("\"vol\": \"0.6\"", "\"vol\": \"-0.6\"")
        .hasMessageContaining("assets[0].slices[0].quotes[0].vol: \"-0.6\" is out of range");
    refuses("\"vol\": \"0.6\"", "\"vol\": \"6000\"")
        .hasMessageContaining("Give a decimal from 0 to 200.");
  }

  @Test
  void timesThatCannotBeAreRefused() {
    refuses("1772438000", "1772438401").hasMessageContaining("assets[0].time: is after the time");
    refuses("1772800000", "1772438400")
        .hasMessageContaining("assets[0].slices[0].expiry: has passed at the time of the file")
        .hasMessageContaining("under settlements");
    refuses("1772800000", "1774598400")
        .hasMessageContaining("assets[0].slices[1].expiry: is not after the slice before it");
    refuses("1772000000", "1772438401")
        .hasMessageContaining("settlements[0].expiry: is after the time of the file");
    refuses("1771000000", "1772000000")
        .hasMessageContaining("settlements[1].expiry: is settled twice");
    refuses("2, \"time\": 1772438100", "2, \"time\": 1772438500")
        .hasMessageContaining("carried[0].time: is after the time of the file");
  }

  @Test
  void repeatedAndUnknownAssetsAreRefused() {
    refuses("\"BTC\", \"price\"", "\"ETH\", \"price\"")
        .hasMessageContaining("prices[1].asset: ETH stands in the list twice");
    refuses(
            "\"settlements\": [\n    { \"asset\": \"ETH\"",
            "\"settlements\": [\n    { \"asset\": \"ETG\"")
        .hasMessageContaining("settlements[0].asset: ETG is not among assets. Write ETH, or add");
    refuses("{ \"strike\": \"3100\"", "{ \"strike\": \"2900\"")
        .hasMessageContaining("the strike of quotes[1] is not above the one before it");
  }

  @Test
  void aSliceHasOneSmile() {
    refuses("\"svi\": {", "\"quotes\": [], \"svi\": {")
        .hasMessageContaining("assets[0].slices[1]: the slice has both quotes and svi");
    refuses(
            ", \"svi\": { \"a\": \"0.01\", \"b\": \"0.09\", \"rho\": \"-0.1\", \"m\": \"0\", \"sigma\": \"0.1\" }",
            "")
        .hasMessageContaining("the slice has neither quotes nor svi. Give one of them.");
    refuses("\"caution\"", "\"cation\"")
        .hasMessageContaining("Write caution, or another of normal");
  }

  private AbstractThrowableAssert<?, ?> refuses(String replaced, String by) {
    assertThat(SMALL).contains(replaced);
    return assertThatThrownBy(() -> read(SMALL.replace(replaced, by)))
        .isInstanceOf(OperatorException.Configuration.class);
  }

  private Market read(String content) throws IOException {
    return MarketReader.read(Files.writeString(folder.resolve("market.json"), content));
  }
}
