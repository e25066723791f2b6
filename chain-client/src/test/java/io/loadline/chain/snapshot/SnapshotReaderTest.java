package io.loadline.chain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.chain.TestNetwork;
import io.loadline.chain.contracts.FeedCalls;
import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.contracts.LinkOrder;
import io.loadline.chain.contracts.TokenCalls;
import io.loadline.chain.contracts.VenueCalls;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.rpc.RpcSettings;
import io.loadline.chain.submit.TransactionSender;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.portfolio.SnapshotCodec;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;

/**
 * Everything real: two chains, all contracts, accounts, a link, deposits, approvals, market data.
 */
class SnapshotReaderTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final BigInteger CAP = BigInteger.TEN.pow(15);
  private static final BigInteger DEPOSIT = BigInteger.valueOf(5_000_000_000L);
  private static final BigInteger LOCK = BigInteger.valueOf(1_000_000_000L);
  private static final BigInteger DAILY_VOLUME = BigInteger.ONE.shiftLeft(100);
  private static final Slice QUOTED =
      new Slice(
          TestNetwork.EXPIRY,
          TestNetwork.e8(2_310),
          new Smile.Quotes(
              List.of(
                  new Smile.Quote(TestNetwork.e8(2_000), 610_000_000),
                  new Smile.Quote(TestNetwork.e8(2_400), 580_000_000))));
  private static final Slice SVI =
      new Slice(
          TestNetwork.EXPIRY + 86_400 * 30,
          TestNetwork.e8(2_330),
          new Smile.Svi(
              12_345_678_901L,
              300_000_000_000L,
              -250_000_000_000L,
              1_000_000L,
              200_000_000_000L,
              2_592_000));

  @TempDir static Path folder;
  private static TestNetwork network;
  private static Bytes32 maker;
  private static TransactionSender makerHome;
  private static TransactionSender makerAway;

  @BeforeAll
  static void live() throws Exception {
    network = new TestNetwork(folder);
    makerHome = network.home.sender(2_001);
    makerAway = network.away.sender(2_002);
    maker = Account.idOf(TestNetwork.HOME, network.home.gcm, makerHome.address(), 7);
    TransactionSender other = network.home.sender(2_003);

    makerHome.send(network.token, TokenCalls.mint(makerHome.address(), DEPOSIT));
    makerHome.send(network.token, TokenCalls.approve(network.home.gcm, DEPOSIT));
    makerHome.send(network.home.gcm, GcmCalls.deposit(network.token, DEPOSIT, 7));
    makerHome.send(
        network.home.gcm,
        GcmCalls.requestWithdraw(7, network.token, BigInteger.valueOf(1_000_000)));
    makerHome.send(
        network.home.gcm,
        GcmCalls.linkHolder(7, TestNetwork.AWAY, network.away.gcm, makerAway.address()));
    makerHome.send(
        network.home.gcm, GcmCalls.lockLine(7, TestNetwork.AWAY, network.away.gcm, LOCK));
    makerHome.send(network.home.gcm, GcmCalls.approveVenue(maker, network.home.venue, CAP));
    other.send(network.home.gcm, GcmCalls.openAccount(0));
    listCoinSettledKinds();
    network.home.deployer.send(
        network.feed,
        FeedCalls.publishSpot(
            TestNetwork.ETH,
            TestNetwork.e8(2_300),
            999_500_000,
            TestNetwork.GENESIS_TIME,
            -12_000_000));
    network.home.deployer.send(
        network.feed,
        FeedCalls.publishTerms(TestNetwork.ETH, -250_000, DAILY_VOLUME, 1_170_000_000));
    network.home.deployer.send(network.feed, FeedCalls.publishSlice(TestNetwork.ETH, QUOTED));
    network.home.deployer.send(network.feed, FeedCalls.publishSlice(TestNetwork.ETH, SVI));
  }

  private static void listCoinSettledKinds() throws Exception {
    List<Asset> ether = List.of(TestNetwork.ETH);
    List<Long> expiries = List.of(TestNetwork.EXPIRY);
    network.home.deployer.send(network.home.venue, VenueCalls.listCoins(ether));
    network.home.deployer.send(network.home.venue, VenueCalls.listInversePerpetuals(ether));
    network.home.deployer.send(
        network.home.venue, VenueCalls.listInverseFutures(TestNetwork.ETH, expiries));
    network.away.deployer.send(
        network.away.venue,
        VenueCalls.listCoinOptions(
            TestNetwork.ETH, TestNetwork.EXPIRY, List.of(TestNetwork.e8(2_200))));
  }

  @AfterAll
  static void end() {
    network.close();
  }

  private static SnapshotReader reader(AccountStore store) {
    return new SnapshotReader(List.of(network.home.rpc, network.away.rpc), store, Map.of());
  }

  private static SnapshotRequest request(Pin home, Pin away) {
    return new SnapshotRequest(
        network.genesis.networkId(),
        network.rules,
        network.rulesHash,
        1,
        4,
        home,
        List.of(away),
        List.of(new ObservedPrice(TestNetwork.ETH, TestNetwork.e8(2_301), BigInteger.valueOf(100))),
        Carried.none());
  }

  @Test
  void snapshotHoldsWhatTheContractsHoldAtThePins() throws Exception {
    Pin home = network.home.pin();
    Pin away = network.away.pin();
    Snapshot snapshot = reader(AccountStore.inMemory()).read(request(home, away), LIMIT);

    assertThat(snapshot.pins()).containsExactly(home, away);
    assertThat(snapshot.anchorTimeSeconds()).isEqualTo(home.timeSeconds());
    assertThat(snapshot.instruments()).hasSize(5 + 9);
    assertThat(snapshot.instruments().stream().map(Instrument::kind).distinct())
        .containsExactlyInAnyOrder(
            InstrumentKind.CASH,
            InstrumentKind.SPOT,
            InstrumentKind.PERPETUAL,
            InstrumentKind.CALL,
            InstrumentKind.PUT,
            InstrumentKind.INVERSE_PERPETUAL,
            InstrumentKind.INVERSE_FUTURE,
            InstrumentKind.COIN_CALL,
            InstrumentKind.COIN_PUT);
    assertThat(snapshot.instruments())
        .contains(
            Instrument.of(
                TestNetwork.AWAY,
                network.away.venue,
                InstrumentKind.PUT,
                TestNetwork.ETH,
                TestNetwork.EXPIRY,
                TestNetwork.e8(2_200)),
            Instrument.of(
                TestNetwork.HOME,
                network.home.venue,
                InstrumentKind.CASH,
                new Asset("USD"),
                0,
                BigInteger.ZERO));
    assertThat(snapshot.collateral()).hasSize(1);
    assertThat(snapshot.collateral().getFirst().decimals()).isEqualTo(6);
    assertThat(snapshot.collateral().getFirst().supply()).isEqualTo(DEPOSIT);
    assertThat(snapshot.market())
        .containsExactly(
            new AssetMarket(
                TestNetwork.ETH,
                TestNetwork.e8(2_300),
                999_500_000,
                TestNetwork.GENESIS_TIME,
                -12_000_000,
                -250_000,
                DAILY_VOLUME,
                1_170_000_000,
                List.of(QUOTED, SVI)));

    Account account = accountOf(snapshot, maker);
    assertThat(account.owner()).isEqualTo(makerHome.address());
    assertThat(account.subAccount()).isEqualTo(7);
    assertThat(account.balances())
        .containsExactly(new Account.Balance(0, DEPOSIT, BigInteger.valueOf(1_000_000)));
    assertThat(account.lines()).as("the guard does not know the holder yet").isEmpty();
    assertThat(account.reservedUsdE6()).as("the lock stays claimed").isEqualTo(LOCK);
    assertThat(snapshot.accounts()).hasSize(2);
  }

  @Test
  void anotherNodeWithAnotherCacheReadsTheSameBytes() throws Exception {
    AccountStore warm = AccountStore.inMemory();
    reader(warm).read(request(network.home.pin(), network.away.pin()), LIMIT);
    network.home.sender(2_010).send(network.home.gcm, GcmCalls.openAccount(3));
    Pin home = network.home.pin();
    Pin away = network.away.pin();
    network.home.sender(2_011).send(network.home.gcm, GcmCalls.openAccount(3));
    byte[] fromWarm = SnapshotCodec.encode(reader(warm).read(request(home, away), LIMIT));
    byte[] fromCold =
        SnapshotCodec.encode(reader(AccountStore.inMemory()).read(request(home, away), LIMIT));
    assertThat(fromWarm).isEqualTo(fromCold);

    reader(warm).read(request(network.home.pin(), away), LIMIT); // The index is ahead now.
    assertThat(SnapshotCodec.encode(reader(warm).read(request(home, away), LIMIT)))
        .isEqualTo(fromCold);
  }

  @Test
  void positionsCountOnlyWhenBothSidesMadeTheLinkAndTheVenueIsApproved() throws Exception {
    String before = network.away.control.snapshot();
    assertThat(awayPositions()).isEmpty();

    makerAway.send(network.away.gcm, acceptLink(makerAway.address()));
    VenueStorage.plant(network.away, maker, 3, TestNetwork.e18("-12.5"));
    assertThat(awayPositions()).as("linked, venue not approved").isEmpty();

    makerAway.send(network.away.gcm, GcmCalls.approveVenue(maker, network.away.venue, CAP));
    assertThat(awayPositions())
        .extracting(Account.Position::quantityE18)
        .containsExactly(TestNetwork.e18("-12.5"));
    Snapshot snapshot =
        reader(AccountStore.inMemory())
            .read(request(network.home.pin(), network.away.pin()), LIMIT);
    assertThat(accountOf(snapshot, maker).lines())
        .containsExactly(new Account.Line(TestNetwork.AWAY, network.away.gcm, LOCK));
    BigInteger reserved = accountOf(snapshot, maker).reservedUsdE6();
    BigInteger locked = accountOf(snapshot, maker).lines().getFirst().lockedUsdE6();
    Account.Position position = accountOf(snapshot, maker).positions().getFirst();
    assertThat(snapshot.instruments().get(position.instrument()).strikeUsdE8())
        .isEqualTo(TestNetwork.e8(2_200));

    network.away.control.revert(before);
    TransactionSender stranger = network.away.sender(2_030);
    stranger.send(network.away.gcm, acceptLink(stranger.address()));
    stranger.send(network.away.gcm, GcmCalls.approveVenue(maker, network.away.venue, CAP));
    VenueStorage.plant(network.away, maker, 3, TestNetwork.e18("-12.5"));
    assertThat(awayPositions()).as("linked to another holder than at home").isEmpty();
    Account claimed =
        accountOf(
            reader(AccountStore.inMemory())
                .read(request(network.home.pin(), network.away.pin()), LIMIT),
            maker);
    assertThat(claimed.lines()).as("no line for another holder").isEmpty();
    assertThat(claimed.reservedUsdE6()).isEqualTo(reserved.add(locked));
  }

  /** The maker signs at home that this holder may serve its account on the other chain. */
  private static byte[] acceptLink(Address holder) {
    var order = new LinkOrder(TestNetwork.HOME, network.home.gcm, 7, holder);
    var signature =
        Sign.signMessage(
            order.digest(TestNetwork.AWAY, network.away.gcm).toByteArray(),
            ECKeyPair.create(BigInteger.valueOf(2_001)),
            false);
    var bytes = new byte[65];
    System.arraycopy(signature.getR(), 0, bytes, 0, 32);
    System.arraycopy(signature.getS(), 0, bytes, 32, 32);
    bytes[64] = signature.getV()[0];
    return GcmCalls.acceptLink(TestNetwork.HOME, network.home.gcm, makerHome.address(), 7, bytes);
  }

  @Test
  void vanishedPinDiscardsTheReadingWithATypedError() throws Exception {
    Pin home = network.home.pin();
    Pin away = network.away.pin();
    SnapshotReader reader = reader(AccountStore.inMemory());
    reader.read(request(home, away), LIMIT);
    network.away.control.reorg(8);
    assertThatThrownBy(() -> reader.read(request(home, away), LIMIT))
        .isInstanceOfSatisfying(
            RpcException.BlockVanished.class,
            vanished -> assertThat(vanished.block()).isEqualTo(away.hash().toHex()));
    assertThat(reader.read(request(home, network.away.pin()), LIMIT).accounts()).isNotEmpty();
  }

  @Test
  void indexOfAnAbandonedForkIsForgotten() throws Exception {
    AccountStore store = AccountStore.inMemory();
    Pin away = network.away.pin();
    String before = network.home.control.snapshot();
    network.home.sender(2_020).send(network.home.gcm, GcmCalls.openAccount(9));
    Snapshot first = reader(store).read(request(network.home.pin(), away), LIMIT);
    network.home.control.revert(before);
    network.home.control.mine(3, 7);
    Snapshot second = reader(store).read(request(network.home.pin(), away), LIMIT);
    assertThat(second.accounts()).hasSize(first.accounts().size() - 1);
  }

  @Test
  void pinWhoseTimeIsNotTheBlocksTimeIsRefused() throws Exception {
    Pin home = network.home.pin();
    Pin away = network.away.pin();
    Pin wrong = new Pin(away.chainId(), away.number(), away.hash(), away.timeSeconds() + 1);
    assertThatThrownBy(() -> reader(AccountStore.inMemory()).read(request(home, wrong), LIMIT))
        .isInstanceOf(RpcException.BlockVanished.class)
        .hasMessageContaining("the pin says");
  }

  @Test
  void gcmAddressWithoutAContractIsATypedError() throws Exception {
    ChainRpc swapped =
        new ChainRpc(TestNetwork.AWAY, List.of(network.away.anvil.url()), 1, RpcSettings.DEFAULT);
    try (swapped) {
      assertThatThrownBy(() ->
              new SourceChain(swapped, 0, AccountStore.inMemory())
                  .tokens(makerHome.address(), network.away.pin()))
          .isInstanceOf(RpcException.Malformed.class)
          .hasMessageContaining("is there a contract?");
    }
  }

  @Test
  void freshPricesComeFromTheFeedAtTheNewestHead() throws Exception {
    FeedPriceSource source =
        new FeedPriceSource(List.of(network.home.rpc, network.away.rpc), network.rules.feeds());
    assertThat(source.prices(List.of(TestNetwork.ETH, new Asset("DOGE"))))
        .containsExactly(
            new PriceSource.FreshPrice(
                TestNetwork.ETH, TestNetwork.e8(2_300), TestNetwork.GENESIS_TIME));
  }

  private static List<Account.Position> awayPositions() throws RpcException {
    Snapshot snapshot =
        reader(AccountStore.inMemory())
            .read(request(network.home.pin(), network.away.pin()), LIMIT);
    return accountOf(snapshot, maker).positions();
  }

  private static Account accountOf(Snapshot snapshot, Bytes32 id) {
    return snapshot.accounts().stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
  }
}
