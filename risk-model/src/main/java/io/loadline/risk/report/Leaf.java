package io.loadline.risk.report;

import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.bytes.Limits;
import io.loadline.risk.margin.AccountMargin;
import io.loadline.risk.portfolio.Pin;
import java.math.BigInteger;

/** One leaf of one of a report's trees: a tuple of static types, hashed twice. */
public sealed interface Leaf {

  /** {@code abi.encode} of the fields. */
  byte[] abi();

  default Bytes32 hash() {
    return Keccak.hash(Keccak.hash(abi()).toByteArray());
  }

  record PinLeaf(Pin pin) implements Leaf {
    @Override
    public byte[] abi() {
      return new AbiEncoder()
          .uint(pin.chainId())
          .uint(pin.number())
          .bytes32(pin.hash())
          .uint(pin.timeSeconds())
          .toByteArray();
    }
  }

  record SectionLeaf(Bytes32 name, Bytes32 root) implements Leaf {
    @Override
    public byte[] abi() {
      return new AbiEncoder().bytes32(name).bytes32(root).toByteArray();
    }
  }

  /**
   * What an account must hold. Flags: bit 0 data missing, bit 1 overflow, bits 2 and 3 an asset
   * held is in CAUTION or HALT, bit 4 something held has no value.
   */
  record Requirement(
      Bytes32 account,
      Address gcm,
      BigInteger initialUsdE6,
      BigInteger maintenanceUsdE6,
      BigInteger isolatedUsdE6,
      long flags)
      implements Leaf {
    public static final long FLAG_DATA_MISSING = AccountMargin.FLAG_DATA_MISSING;
    public static final long FLAG_OVERFLOW = AccountMargin.FLAG_OVERFLOW;
    public static final long FLAG_CAUTION = AccountMargin.FLAG_CAUTION;
    public static final long FLAG_HALT = AccountMargin.FLAG_HALT;
    public static final long FLAG_UNVALUED = AccountMargin.FLAG_UNVALUED;

    public Requirement {
      Limits.uint128(initialUsdE6, "initial margin");
      Limits.uint128(maintenanceUsdE6, "maintenance margin");
      Limits.uint128(isolatedUsdE6, "isolated margin");
      Limits.uint32(flags, "flags");
    }

    @Override
    public byte[] abi() {
      return new AbiEncoder()
          .bytes32(account)
          .address(gcm)
          .uint(initialUsdE6)
          .uint(maintenanceUsdE6)
          .uint(isolatedUsdE6)
          .uint(flags)
          .toByteArray();
    }
  }

  record Collateral(
      long chainId,
      Address token,
      int decimals,
      BigInteger priceUsdE8,
      long haircutImE9,
      long haircutMmE9)
      implements Leaf {
    public Collateral {
      Limits.index(decimals, 256, "decimals");
      Limits.uint128(priceUsdE8, "collateral price");
      Limits.uint32(haircutImE9, "haircut");
      Limits.uint32(haircutMmE9, "haircut");
    }

    @Override
    public byte[] abi() {
      return new AbiEncoder()
          .uint(chainId)
          .address(token)
          .uint(decimals)
          .uint(priceUsdE8)
          .uint(haircutImE9)
          .uint(haircutMmE9)
          .toByteArray();
    }
  }

  /** What a change of position may cost at most, per whole unit and side. */
  record Bounds(
      Bytes32 instrument,
      BigInteger markUsdE6,
      BigInteger buyUsdE6,
      BigInteger sellUsdE6,
      BigInteger lotE18)
      implements Leaf {
    public Bounds {
      Limits.uint128(markUsdE6, "mark");
      Limits.uint128(buyUsdE6, "buy bound");
      Limits.uint128(sellUsdE6, "sell bound");
      Limits.uint128(lotE18, "lot");
    }

    @Override
    public byte[] abi() {
      return new AbiEncoder()
          .bytes32(instrument)
          .uint(markUsdE6)
          .uint(buyUsdE6)
          .uint(sellUsdE6)
          .uint(lotE18)
          .toByteArray();
    }
  }

  record CreditLine(
      Bytes32 account, long guardChainId, Address guard, BigInteger amountUsdE6, long provenHeight)
      implements Leaf {
    public CreditLine {
      Limits.uint128(amountUsdE6, "credit line");
    }

    @Override
    public byte[] abi() {
      return new AbiEncoder()
          .bytes32(account)
          .uint(guardChainId)
          .address(guard)
          .uint(amountUsdE6)
          .uint(provenHeight)
          .toByteArray();
    }
  }

  /** Totals over all accounts, and the widest relative spread of an observed price. */
  record Summary(
      long accounts,
      long changed,
      BigInteger initialUsdE6,
      BigInteger maintenanceUsdE6,
      BigInteger isolatedUsdE6,
      BigInteger participation,
      BigInteger maxSpreadE9)
      implements Leaf {
    public Summary {
      Limits.uint32(accounts, "accounts");
      Limits.uint32(changed, "changed");
      Limits.uint128(maxSpreadE9, "spread");
    }

    @Override
    public byte[] abi() {
      return new AbiEncoder()
          .uint(accounts)
          .uint(changed)
          .uint(initialUsdE6)
          .uint(maintenanceUsdE6)
          .uint(isolatedUsdE6)
          .uint(participation)
          .uint(maxSpreadE9)
          .toByteArray();
    }
  }
}
