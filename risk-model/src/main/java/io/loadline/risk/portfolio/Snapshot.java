package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Limits;
import java.util.Comparator;
import java.util.List;

/**
 * The only input of a round besides the rules. All lists are in the canonical order of
 * docs/formats.md.
 */
public record Snapshot(
    Bytes32 networkId,
    Bytes32 rulesHash,
    long keyEpoch,
    long height,
    long anchorTimeSeconds,
    List<Pin> pins,
    List<ObservedPrice> observed,
    List<AssetMarket> market,
    List<Instrument> instruments,
    List<CollateralToken> collateral,
    List<Account> accounts,
    Carried carried) {
  private static final Comparator<CollateralToken> TOKEN_ORDER =
      Comparator.comparingLong(CollateralToken::chainId).thenComparing(CollateralToken::token);

  public Snapshot {
    Limits.uint63(keyEpoch, "key epoch");
    Limits.uint63(height, "height");
    Limits.uint63(anchorTimeSeconds, "anchor time");
    pins = Limits.rising(pins, Comparator.comparingLong(Pin::chainId), "pins");
    observed = Limits.rising(observed, Comparator.comparing(ObservedPrice::asset), "observed");
    market = Limits.rising(market, Comparator.comparing(AssetMarket::asset), "market");
    instruments = Limits.rising(instruments, Comparator.comparing(Instrument::id), "instruments");
    collateral = Limits.rising(collateral, TOKEN_ORDER, "collateral");
    accounts = Limits.rising(accounts, Comparator.comparing(Account::id), "accounts");
    for (var account : accounts) {
      requireIndexes(account, collateral.size(), instruments.size());
    }
  }

  /** Lists rise, so the last index is the highest. */
  private static void requireIndexes(Account account, int tokens, int instruments) {
    if (!account.balances().isEmpty()) {
      Limits.index(account.balances().getLast().token(), tokens, "token index");
    }
    if (!account.positions().isEmpty()) {
      Limits.index(account.positions().getLast().instrument(), instruments, "instrument index");
    }
  }
}
