package io.loadline.node.margin.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.node.OperatorException;
import io.loadline.node.config.ParameterFiles;
import io.loadline.node.config.ParameterSetJson;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.portfolio.SnapshotCodec;
import io.loadline.risk.portfolio.Units;
import io.loadline.risk.rules.ParameterSet;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ETH at 3000, BTC at 90000, USDC at 0.99; one venue that settles in USDC, one in USD. */
class MarginCaseTest {
  private static final String MARKET =
      """
      {
        "market": 1, "time": 1772438400,
        "prices": [
          { "asset": "ETH", "price": "3000" }, { "asset": "BTC", "price": "90000" },
          { "asset": "USDC", "price": "0.99" }
        ],
        "assets": [
          { "asset": "ETH", "spot": "3000", "slices": [
            { "expiry": 1774598400, "forward": "3010", "quotes": [{ "strike": "3000", "vol": "0.6" }] } ] }
        ]
      }
      """;

  @TempDir Path folder;

  @Test
  void aLinearEntryPriceIsPaidInTheVenuesCash() throws IOException {
    var account =
        of(
            """
            { "venue": "usdc", "kind": "perpetual", "asset": "ETH", "quantity": "2", "entryPrice": "2900.5" },
            { "venue": "usdc", "kind": "cash", "quantity": "10000" }
            """);
    assertThat(held(account, InstrumentKind.CASH, "USDC")).isEqualTo(Units.e18("4199"));
    assertThat(held(account, InstrumentKind.PERPETUAL, "ETH")).isEqualTo(Units.e18("2"));
  }

  @Test
  void aContractWithoutAnEntryPriceIsWorthNothingNow() throws IOException {
    // 2 * 3000 USD are 6000 / 0.99 USDC = 6060.60606...; down, against the account.
    var account =
        of(
            "{ \"venue\": \"usdc\", \"kind\": \"perpetual\", \"asset\": \"ETH\", \"quantity\": \"2\" }");
    assertThat(held(account, InstrumentKind.CASH, "USDC"))
        .isEqualTo(Units.e18("-6060.606060606060606061"));
    var future =
        of(
            """
            { "venue": "usd", "kind": "future", "asset": "ETH", "expiry": 1774598400, "quantity": "-3" }
            """);
    assertThat(held(future, InstrumentKind.CASH, "USD")).isEqualTo(Units.e18("9030"));
  }

  @Test
  void anInverseContractsCoinsAreBooked() throws IOException {
    // Long 90000 USD entered at 80000: 1.125 coins to the ledger, 90000 dollars owed.
    var entered =
        of(
            """
            { "venue": "usd", "kind": "inverse-perpetual", "asset": "BTC", "quantity": "90000", "entryPrice": "80000" }
            """);
    assertThat(held(entered, InstrumentKind.INVERSE_PERPETUAL, "BTC"))
        .isEqualTo(Units.e18("-90000"));
    assertThat(held(entered, InstrumentKind.SPOT, "BTC")).isEqualTo(Units.e18("1.125"));
    var atMark =
        of(
            "{ \"venue\": \"usd\", \"kind\": \"inverse-perpetual\", \"asset\": \"BTC\", \"quantity\": \"-45000\" }");
    assertThat(held(atMark, InstrumentKind.SPOT, "BTC")).isEqualTo(Units.e18("-0.5"));
  }

  @Test
  void optionsAndSpotWithoutAnEntryPriceWerePaidForBefore() throws IOException {
    var account =
        of(
            """
            { "venue": "usd", "kind": "spot", "asset": "ETH", "quantity": "2" },
            { "venue": "usd", "kind": "put", "asset": "ETH", "expiry": 1774598400, "strike": "3000", "quantity": "-1" }
            """);
    assertThat(held(account, InstrumentKind.CASH, "USD")).isEqualTo(BigInteger.ZERO);
    var coin =
        of(
            """
            { "venue": "usd", "kind": "put", "settlement": "coin", "asset": "ETH", "expiry": 1774598400, "strike": "3000", "quantity": "-4", "entryPrice": "0.05" }
            """);
    assertThat(held(coin, InstrumentKind.SPOT, "ETH")).isEqualTo(Units.e18("0.2"));
  }

  @Test
  void interestIsSimpleAndRoundedAgainstTheAccount() throws IOException {
    // 36.5 days at 10 % are 1 % of the amount; a second more does not divide evenly.
    var even =
        of(
            """
            { "venue": "usd", "kind": "lending-supply", "asset": "ETH", "quantity": "7", "interest": { "rate": "0.1", "since": 1769284800 } },
            { "venue": "usd", "kind": "lending-debt", "asset": "BTC", "quantity": "-7", "interest": { "rate": "0.1", "since": 1769284800 } }
            """);
    assertThat(held(even, InstrumentKind.LENDING_SUPPLY, "ETH")).isEqualTo(Units.e18("7.07"));
    assertThat(held(even, InstrumentKind.LENDING_DEBT, "BTC")).isEqualTo(Units.e18("-7.07"));
    var odd =
        of(
            """
            { "venue": "usd", "kind": "lending-supply", "asset": "ETH", "quantity": "7", "interest": { "rate": "0.1", "since": 1769284801 } },
            { "venue": "usd", "kind": "lending-debt", "asset": "BTC", "quantity": "-7", "interest": { "rate": "0.1", "since": 1769284801 } }
            """);
    // 7 * 0.1 * 3153599 / 31536000 = 0.069999977803145611...
    assertThat(held(odd, InstrumentKind.LENDING_SUPPLY, "ETH"))
        .isEqualTo(Units.e18("7.069999977803145611"));
    assertThat(held(odd, InstrumentKind.LENDING_DEBT, "BTC"))
        .isEqualTo(Units.e18("-7.069999977803145612"));
  }

  @Test
  void positionsInOneInstrumentAreAddedUp() throws IOException {
    var account =
        of(
            """
            { "venue": "usd", "kind": "spot", "asset": "ETH", "quantity": "2" },
            { "venue": "usd", "kind": "spot", "asset": "ETH", "quantity": "-0.5" },
            { "venue": "usdc", "kind": "spot", "asset": "ETH", "quantity": "7" }
            """);
    assertThat(account.snapshot().accounts().getFirst().positions()).hasSize(2);
    var at =
        account.snapshot().instruments().stream()
            .filter(i -> i.kind() == InstrumentKind.SPOT)
            .filter(i -> "usd".equals(account.venueNames().get(i.venue())))
            .findFirst()
            .orElseThrow();
    assertThat(account.paths().get(at.id())).containsExactly("positions[0]", "positions[1]");
    assertThat(quantity(account.snapshot(), at)).isEqualTo(Units.e18("1.5"));
  }

  @Test
  void pledgesStandAtTheManagerStablecoinsAsCash() throws IOException {
    var account =
        MarginCase.of(
            PortfolioReader.read(
                Files.writeString(
                    folder.resolve("pledged.json"),
                    """
                    { "portfolio": 1, "homeChain": 3, "venues": [], "positions": [],
                      "pledged": [{ "asset": "ETH", "quantity": "2" }, { "asset": "USDC", "quantity": "9" }],
                      "collateral": [{ "asset": "ETH", "amount": "4", "haircutInitial": "0.2", "haircutMaintenance": "0.1" }] }
                    """)),
            market(),
            parameters());
    assertThat(held(account, InstrumentKind.SPOT, "ETH")).isEqualTo(Units.e18("2"));
    assertThat(held(account, InstrumentKind.CASH, "USDC")).isEqualTo(Units.e18("9"));
    Account only = account.snapshot().accounts().getFirst();
    assertThat(account.snapshot().instruments())
        .allMatch(i -> i.venue().equals(only.gcm()) && i.chainId() == 3);
    assertThat(only.balances().getFirst().amount()).isEqualTo(Units.e18("4"));
    assertThat(account.rules().collateral().getFirst().haircutImE9()).isEqualTo(200_000_000);
  }

  @Test
  void theSnapshotIsCanonicalAndTheVenuesTermsAreInTheRules() throws Exception {
    var account =
        of("{ \"venue\": \"usd\", \"kind\": \"spot\", \"asset\": \"ETH\", \"quantity\": \"2\" }");
    Snapshot snapshot = account.snapshot();
    assertThat(SnapshotCodec.decode(SnapshotCodec.encode(snapshot))).isEqualTo(snapshot);
    assertThat(account.rules().venues())
        .anySatisfy(venue -> {
          assertThat(venue.exitSeconds()).isEqualTo(3600);
          assertThat(venue.creditE9()).isEqualTo(500_000_000);
          assertThat(venue.creditCapUsdE6()).isEqualTo(7_000_000);
        });
  }

  @Test
  void whatDoesNotFitTogetherIsRefusedWithItsPlace() {
    assertThatThrownBy(() ->
            of(
                "{ \"venue\": \"usd\", \"kind\": \"cash\", \"asset\": \"FRAX\", \"quantity\": \"1\" }"))
        .isInstanceOf(OperatorException.Configuration.class)
        .hasMessageContaining(
            "positions[0]: cash in FRAX is not known to the parameter set. Write"
                + " one of DAI, USD, USDC, USDE, USDT; coins are positions of kind spot.");
    assertThatThrownBy(() ->
            of(
                """
                { "venue": "usd", "kind": "spot", "asset": "ETH", "quantity": "100000000000000000000", "entryPrice": "100000000000000000000" }
                """))
        .hasMessageContaining("positions[0]: together with what else the account holds of it");
    assertThatThrownBy(() ->
            of(
                """
                { "venue": "usd", "kind": "spot", "asset": "ETH", "quantity": "100000000000000000000" },
                { "venue": "usd", "kind": "spot", "asset": "ETH", "quantity": "100000000000000000000" }
                """))
        .hasMessageContaining("positions[1]: together with what else the account holds of it");
    assertThatThrownBy(() ->
            of(
                """
                { "venue": "usd", "kind": "lending-supply", "asset": "ETH", "quantity": "7", "interest": { "rate": "0.1", "since": 1772438401 } }
                """))
        .hasMessageContaining("positions[0]: interest.since is after the market's time");
  }

  private MarginCase of(String positions) throws IOException {
    String portfolio =
        """
        { "portfolio": 1, "homeChain": 1,
          "venues": [
            { "name": "usd", "chain": 1, "exitSeconds": 3600, "creditShare": "0.5", "creditCapUsd": "7" },
            { "name": "usdc", "chain": 2, "settlement": "USDC" }
          ],
          "positions": [%s] }
        """
            .formatted(positions);
    return MarginCase.of(
        PortfolioReader.read(Files.writeString(folder.resolve("portfolio.json"), portfolio)),
        market(),
        parameters());
  }

  private Market market() throws IOException {
    return MarketReader.read(Files.writeString(folder.resolve("market.json"), MARKET));
  }

  private static ParameterSet parameters() {
    return ParameterSetJson.read(ParameterFiles.defaults("test"));
  }

  /** Sum over venues. */
  private static BigInteger held(MarginCase account, InstrumentKind kind, String asset) {
    var quantities = new ArrayList<BigInteger>();
    for (Instrument instrument : account.snapshot().instruments()) {
      if (instrument.kind() == kind && instrument.asset().symbol().equals(asset)) {
        quantities.add(quantity(account.snapshot(), instrument));
      }
    }
    return quantities.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger quantity(Snapshot snapshot, Instrument instrument) {
    int index = snapshot.instruments().indexOf(instrument);
    return snapshot.accounts().getFirst().positions().stream()
        .filter(position -> position.instrument() == index)
        .map(Account.Position::quantityE18)
        .findFirst()
        .orElse(BigInteger.ZERO);
  }
}
