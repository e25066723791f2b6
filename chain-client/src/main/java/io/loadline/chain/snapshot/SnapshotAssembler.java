package io.loadline.chain.snapshot;

import io.loadline.chain.lens.GcmAccount;
import io.loadline.chain.lens.VenueDecoder.VenuePosition;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.snapshot.ChainState.AccountRecord;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.CollateralToken;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.Snapshot;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings what was read into the canonical order of docs/formats.md section 6. Pure. */
final class SnapshotAssembler {
  private static final Comparator<CollateralToken> TOKEN_ORDER =
      Comparator.comparingLong(CollateralToken::chainId).thenComparing(CollateralToken::token);
  private static final Comparator<Account.Line> LINE_ORDER =
      Comparator.comparingLong(Account.Line::chainId).thenComparing(Account.Line::guard);

  private final List<Instrument> instruments;
  private final List<CollateralToken> tokens;
  private final Map<Bytes32, Integer> instrumentIndex;
  private final Map<CollateralToken, Integer> tokenIndex;
  private final Map<Bytes32, List<Account.Position>> positions = new HashMap<>();
  private final ChainState.Links links;

  private SnapshotAssembler(
      List<ChainState.Home> homes, ChainState.Links links, List<ChainState.Venue> venues) {
    this.links = links;
    this.instruments =
        venues.stream()
            .flatMap(venue -> venue.instruments().stream())
            .sorted(Comparator.comparing(Instrument::id))
            .toList();
    this.tokens =
        homes.stream().flatMap(home -> home.tokens().stream()).sorted(TOKEN_ORDER).toList();
    this.instrumentIndex = HashMap.newHashMap(instruments.size());
    for (int i = 0; i < instruments.size(); i++) {
      instrumentIndex.put(instruments.get(i).id(), i);
    }
    this.tokenIndex = HashMap.newHashMap(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      tokenIndex.put(tokens.get(i), i);
    }
    venues.forEach(this::addPositions);
  }

  static Snapshot assemble(
      SnapshotRequest request,
      List<ChainState.Home> homes,
      ChainState.Links links,
      List<ChainState.Venue> venues,
      List<AssetMarket> market)
      throws RpcException {
    try {
      SnapshotAssembler assembler = new SnapshotAssembler(homes, links, venues);
      return new Snapshot(
          request.networkId(),
          request.rulesHash(),
          request.keyEpoch(),
          request.height(),
          request.anchor().timeSeconds(),
          request.pins(),
          request.observed(),
          market,
          assembler.instruments,
          assembler.tokens,
          assembler.accounts(homes),
          request.carried());
    } catch (IllegalArgumentException e) {
      throw new RpcException.Malformed(
          "the contracts at height " + request.height(), String.valueOf(e.getMessage()));
    }
  }

  private void addPositions(ChainState.Venue venue) {
    venue
        .positions()
        .forEach((account, held) -> {
          List<Account.Position> list = positions.computeIfAbsent(account, _ -> new ArrayList<>());
          for (VenuePosition position : held) {
            Bytes32 id = venue.instruments().get(position.index()).id();
            int index = instrumentIndex.getOrDefault(id, -1);
            list.add(new Account.Position(index, position.quantityE18()));
          }
        });
  }

  private List<Account> accounts(List<ChainState.Home> homes) {
    List<Account> accounts = new ArrayList<>();
    for (ChainState.Home home : homes) {
      home.accounts().forEach(account -> accounts.add(account(home, account)));
    }
    accounts.sort(Comparator.comparing(Account::id));
    return accounts;
  }

  private Account account(ChainState.Home home, AccountRecord account) {
    GcmAccount record = account.record();
    List<Account.Position> held = new ArrayList<>(positions.getOrDefault(account.id(), List.of()));
    held.sort(Comparator.comparingInt(Account.Position::instrument));
    return new Account(
        account.id(),
        home.chain().chainId(),
        home.gcm(),
        record.owner(),
        record.subAccount(),
        record.provenHeight(),
        record.provenInitialUsdE6(),
        record.reservedUsdE6().add(strayLocks(account)),
        balances(home, record),
        record.locks().stream()
            .filter(lock -> links.joins(account.id(), lock))
            .map(lock -> new Account.Line(lock.chainId(), lock.guard(), lock.lockedUsdE6()))
            .sorted(LINE_ORDER)
            .toList(),
        held);
  }

  /**
   * What is locked for a guard that serves another holder, or nobody, gets no line and stays
   * claimed.
   */
  private BigInteger strayLocks(AccountRecord account) {
    return account.record().locks().stream()
        .filter(lock -> !links.joins(account.id(), lock))
        .map(GcmAccount.Lock::lockedUsdE6)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private List<Account.Balance> balances(ChainState.Home home, GcmAccount record) {
    if (record.holdings().size() != home.tokens().size()) {
      throw new IllegalArgumentException(
          "an account of %d tokens in a GCM of %d"
              .formatted(record.holdings().size(), home.tokens().size()));
    }
    List<Account.Balance> balances = new ArrayList<>();
    for (int i = 0; i < home.tokens().size(); i++) {
      GcmAccount.Holding holding = record.holdings().get(i);
      if (holding.amount().signum() != 0) {
        int index = tokenIndex.getOrDefault(home.tokens().get(i), -1);
        balances.add(new Account.Balance(index, holding.amount(), holding.setAside()));
      }
    }
    balances.sort(Comparator.comparingInt(Account.Balance::token));
    return balances;
  }
}
