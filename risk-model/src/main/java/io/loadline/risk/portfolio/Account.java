package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * One margin account as read at the pins. The id is the hash of home chain, GCM, owner and
 * sub-account. Indexes point into the snapshot's collateral and instruments.
 */
public record Account(
    Bytes32 id,
    long homeChainId,
    Address gcm,
    Address owner,
    long subAccount,
    long provenHeight,
    BigInteger provenInitialUsdE6,
    BigInteger reservedUsdE6,
    List<Balance> balances,
    List<Line> lines,
    List<Position> positions) {
  private static final Comparator<Line> LINE_ORDER =
      Comparator.comparingLong(Line::chainId).thenComparing(Line::guard);

  public Account {
    Limits.uint63(homeChainId, "home chain id");
    Limits.uint32(subAccount, "sub-account");
    Limits.uint63(provenHeight, "proven height");
    Limits.uint128(provenInitialUsdE6, "proven initial margin");
    Limits.uint128(reservedUsdE6, "reserved amount");
    Limits.require(id.equals(idOf(homeChainId, gcm, owner, subAccount)), "account id", id);
    balances = Limits.rising(balances, Comparator.comparingInt(Balance::token), "balances");
    lines = Limits.rising(lines, LINE_ORDER, "lines");
    positions =
        Limits.rising(positions, Comparator.comparingInt(Position::instrument), "positions");
  }

  /** Collateral in the GCM: token units held, and how many of them a pending release set aside. */
  public record Balance(int token, BigInteger amount, BigInteger setAside) {
    public Balance {
      Limits.require(token >= 0, "token index", token);
      Limits.uint128(amount, "balance");
      Limits.uint128(setAside, "set-aside");
      Limits.require(amount.signum() + setAside.signum() > 0, "empty balance of token", token);
    }
  }

  /** An amount locked at home for a guard on another chain. */
  public record Line(long chainId, Address guard, BigInteger lockedUsdE6) {
    public Line {
      Limits.uint63(chainId, "line chain id");
      Limits.uint128(lockedUsdE6, "locked amount");
    }
  }

  /** A holding, long positive, in 1e-18 of a unit. */
  public record Position(int instrument, BigInteger quantityE18) {
    public Position {
      Limits.require(instrument >= 0, "instrument index", instrument);
      Limits.int128(quantityE18, "quantity");
      Limits.require(quantityE18.signum() != 0, "empty position in instrument", instrument);
    }
  }

  public static Bytes32 idOf(long homeChainId, Address gcm, Address owner, long subAccount) {
    return new AbiEncoder().uint(homeChainId).address(gcm).address(owner).uint(subAccount).hash();
  }
}
