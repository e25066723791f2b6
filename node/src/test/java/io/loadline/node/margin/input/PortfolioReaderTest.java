package io.loadline.node.margin.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.node.OperatorException;
import io.loadline.node.margin.input.Portfolio.Holding;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortfolioReaderTest {
  private static final String SMALL =
      """
      {
        "portfolio": 1,
        "venues": [{ "name": "here", "chain": 5, "settlement": "USDC", "creditShare": "0.9" }],
        "positions": [
          { "venue": "here", "kind": "cash", "quantity": "100.5" },
          { "venue": "here", "kind": "call", "asset": "ETH", "expiry": 1774598400, "strike": "3000", "quantity": "-2" },
          { "venue": "here", "kind": "perpetual", "asset": "ETH", "quantity": "1.5", "entryPrice": "2999.5" }
        ]
      }
      """;

  @TempDir Path folder;

  @Test
  void whatIsLeftOutGetsItsDefault() throws IOException {
    Portfolio portfolio = read(SMALL);
    assertThat(portfolio.owner()).isEqualTo("portfolio");
    assertThat(portfolio.homeChainId()).isEqualTo(5);
    var venue = portfolio.venues().getFirst();
    assertThat(venue.creditE9()).isEqualTo(900_000_000);
    assertThat(venue.creditCapUsdE6()).isEqualTo(Long.MAX_VALUE);
    assertThat(venue.exitSeconds()).isZero();
    Holding cash = portfolio.holdings().getFirst();
    assertThat(cash.instrument().asset()).isEqualTo(new Asset("USDC"));
    assertThat(cash.quantityE18()).isEqualTo(Units.e18("100.5"));
    assertThat(portfolio.pledged()).isEmpty();
    assertThat(portfolio.collateral()).isEmpty();
  }

  @Test
  void timesAreIsoOrUnixSeconds() throws IOException {
    Portfolio unix = read(SMALL);
    Portfolio iso = read(SMALL.replace("1774598400", "\"2026-03-27T09:00:00+01:00\""));
    assertThat(iso.holdings().get(1).instrument().expirySeconds()).isEqualTo(1_774_598_400L);
    assertThat(iso.holdings().get(1).instrument()).isEqualTo(unix.holdings().get(1).instrument());
    refuses("1774598400", "\"2026-03-27\"")
        .hasMessageContaining("positions[1].expiry: \"2026-03-27\" is not a time, like");
    refuses("1774598400", "\"NaN\"").hasMessageContaining("is not a time");
    refuses("1774598400", "-5").hasMessageContaining("is not a time");
  }

  @Test
  void anInverseContractsSignIsTurned() throws IOException {
    Holding inverse =
        read(SMALL.replace("\"kind\": \"perpetual\"", "\"kind\": \"inverse-perpetual\""))
            .holdings()
            .get(2);
    assertThat(inverse.instrument().kind()).isEqualTo(InstrumentKind.INVERSE_PERPETUAL);
    assertThat(inverse.quantityE18()).isEqualTo(Units.e18("-1.5"));
  }

  @Test
  void anOptionSettlesInCashOrCoin() throws IOException {
    assertThat(read(SMALL).holdings().get(1).instrument().kind()).isEqualTo(InstrumentKind.CALL);
    assertThat(
            read(SMALL.replace("\"strike\"", "\"settlement\": \"coin\", \"strike\""))
                .holdings()
                .get(1)
                .instrument()
                .kind())
        .isEqualTo(InstrumentKind.COIN_CALL);
    refuses("\"strike\"", "\"settlement\": \"coins\", \"strike\"")
        .hasMessageContaining("\"coins\" is not known. Write coin, or another of cash, coin.");
  }

  @Test
  void misspeltWordsAreToldWithTheNearestKnownOne() {
    refuses("\"quantity\": \"-2\"", "\"quantitty\": \"-2\"")
        .hasMessageContaining(
            "positions[1]: the key quantity is missing. Add it, or write it for"
                + " quantitty if that was meant.");
    refuses("\"venues\"", "\"ownr\": \"me\", \"venues\"")
        .hasMessageContaining("ownr: is not a known key. Remove it, or write owner if that was");
    refuses("\"perpetual\"", "\"perpetul\"")
        .hasMessageContaining(
            "line 7, positions[2].kind: \"perpetul\" is not known. Write perpetual,");
    refuses("\"venue\": \"here\", \"kind\": \"call\"", "\"venue\": \"hree\", \"kind\": \"call\"")
        .hasMessageContaining("no venue is called \"hree\". Write here, or add it to venues.");
  }

  @Test
  void badNumbersAreToldWithTheirPlace() {
    for (String bad : new String[] {"NaN", "1e30", "", ".5", "1,5", "Infinity", "--1"}) {
      refuses("\"-2\"", "\"" + bad + "\"")
          .as(bad)
          .hasMessageContaining("portfolio.json line 6, positions[1].quantity: \"" + bad + "\" is")
          .hasMessageContaining("Give a decimal as text");
    }
    refuses("\"-2\"", "-2").hasMessageContaining("is a whole number where text belongs");
    refuses("\"-2\"", "\"1" + "0".repeat(30) + "\"")
        .hasMessageContaining(
            "is out of range. Give a decimal from -170141183460469231731 to 170141183460469231731.")
        .hasMessageContaining("positions[1].quantity");
    refuses("\"-2\"", "\"0.0000000000000000001\"")
        .hasMessageContaining("has more than 18 digits after the point. Round it to 18.");
    refuses("\"3000\"", "\"0\"").hasMessageContaining("positions[1].strike: \"0\" is out of range");
    refuses("\"3000\"", "\"-3000\"").hasMessageContaining("positions[1].strike");
    refuses("\"0.9\"", "\"1.1\"").hasMessageContaining("Give a decimal from 0 to 1.");
  }

  @Test
  void keysThatTheKindDoesNotHaveAreRefused() {
    refuses("\"quantity\": \"1.5\"", "\"quantity\": \"1.5\", \"expiry\": 5")
        .hasMessageContaining("positions[2].expiry: a position of kind perpetual has no expiry");
    refuses("\"quantity\": \"100.5\"", "\"quantity\": \"100.5\", \"entryPrice\": \"1\"")
        .hasMessageContaining("a position of kind cash has no entryPrice. Remove it.");
    refuses("\"quantity\": \"1.5\"", "\"quantity\": \"1.5\", \"interest\": {}")
        .hasMessageContaining("a position of kind perpetual has no interest");
    refuses("\"strike\": \"3000\", ", "")
        .hasMessageContaining("positions[1]: the key strike is missing");
    refuses("\"expiry\": 1774598400, ", "")
        .hasMessageContaining("positions[1]: the key expiry is missing");
  }

  @Test
  void signsOfLendingAreChecked() {
    String lending =
        "\"kind\": \"perpetual\", \"asset\": \"ETH\", \"quantity\": \"1.5\", \"entryPrice\": \"2999.5\"";
    refuses(lending, "\"kind\": \"lending-debt\", \"asset\": \"ETH\", \"quantity\": \"1.5\"")
        .hasMessageContaining("a debt is a negative quantity. Put a minus before what is owed.");
    refuses(lending, "\"kind\": \"lending-supply\", \"asset\": \"ETH\", \"quantity\": \"-1.5\"")
        .hasMessageContaining("what is supplied is not negative");
  }

  @Test
  void namesAreUniqueAndTheManagersOwnIsTaken() {
    refuses("\"here\", \"chain\"", "\"GCM\", \"chain\"")
        .hasMessageContaining("venues[0].name: \"GCM\" is the collateral manager itself");
    refuses("\"venues\": [", "\"venues\": [{ \"name\": \"here\", \"chain\": 1 }, ")
        .hasMessageContaining("the name here stands there twice");
    refuses("\"ETH\", \"expiry\"", "\"eth\", \"expiry\"")
        .hasMessageContaining("\"eth\" is not an asset name");
  }

  @Test
  void depositsStandOnceWithTheLargerHaircutFirst() {
    String deposit =
        "{ \"asset\": \"ETH\", \"amount\": \"1\", \"haircutInitial\": \"0.1\","
            + " \"haircutMaintenance\": \"0.05\" }";
    refuses("\"venues\"", "\"collateral\": [" + deposit + ", " + deposit + "], \"venues\"")
        .hasMessageContaining("collateral[1].asset: ETH stands in the list twice");
    refuses("\"venues\"", "\"collateral\": [" + deposit.replace("0.05", "0.2") + "], \"venues\"")
        .hasMessageContaining(
            "haircutMaintenance: \"0.2\" is out of range. Give a decimal from 0 to" + " 0.1.");
  }

  @Test
  void aMarketFileInItsPlaceIsNotReadAsAPortfolio() {
    refuses("\"portfolio\": 1", "\"market\": 1")
        .hasMessageContaining("the key portfolio is missing");
    refuses("\"portfolio\": 1", "\"portfolio\": 2").hasMessageContaining("2 is out of range");
  }

  private AbstractThrowableAssert<?, ?> refuses(String replaced, String by) {
    assertThat(SMALL).contains(replaced);
    return assertThatThrownBy(() -> read(SMALL.replace(replaced, by)))
        .isInstanceOf(OperatorException.Configuration.class);
  }

  private Portfolio read(String content) throws IOException {
    return PortfolioReader.read(Files.writeString(folder.resolve("portfolio.json"), content));
  }
}
