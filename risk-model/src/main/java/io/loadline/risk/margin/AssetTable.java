package io.loadline.risk.margin;

import io.loadline.risk.pricing.ExpiryTerms;
import io.loadline.risk.pricing.PricedAsset;
import io.loadline.risk.pricing.Row;
import io.loadline.risk.pricing.UsedPrice;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.VolRule;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One asset's rows, expiries and constants, laid out for evaluation. Immutable. */
final class AssetTable {
  static final int BLOCKS = 8;
  private static final long DAY_SECONDS = 86_400;

  /** Rates up to here keep {@link Int128#scaleDown} exact. */
  private static final long GREATEST_FAST_RATE_E9 = (1L << 33) - 1;

  final int index;
  final PricedAsset priced;
  final AssetParameters parameters;
  final Units units;
  final LotSize lot;
  final BigInteger priceUsdE8;

  final int rows;
  final int columns;
  final long[] weightE9;
  final int[] block;
  final int[] column;
  final boolean[] hasTwoColumns;
  final boolean[] isBasis;

  final int expiries;
  final long[] longE9;
  final long[] shortE9;
  final long[] basisE9;
  final boolean[] isNear;

  /** Whether rates are small enough for integers of 128 bits. */
  final boolean isFast;

  /** How many times the sum of lots times the greatest value a row's amount may be, as bits. */
  final int growthBits;

  private final Map<Long, Integer> expiryIndex = new HashMap<>();
  private final long[] phiHomeE9;
  private final long[] phiForeignE9;

  AssetTable(int index, PricedAsset priced, List<VenueTerms> venues, long foreignTransferE9) {
    this.index = index;
    this.priced = priced;
    parameters = priced.parameters();
    units = new Units(parameters.lotDecimals(), parameters.quantumBits());
    lot = new LotSize(parameters.lotDecimals());
    priceUsdE8 = priced.price().map(UsedPrice::priceUsdE8).orElse(BigInteger.ZERO);

    rows = priced.rows().size();
    columns = priced.columns();
    weightE9 = priced.rows().stream().mapToLong(Row::weightE9).toArray();
    block = priced.rows().stream().mapToInt(Row::block).toArray();
    column = priced.rows().stream().mapToInt(Row::firstColumn).toArray();
    hasTwoColumns = new boolean[rows];
    isBasis = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      hasTwoColumns[row] = priced.rows().get(row).columns() == 2;
      isBasis[row] = priced.rows().get(row).volRule() == VolRule.BASIS;
    }

    expiries = priced.expiries().size();
    longE9 = priced.expiries().stream().mapToLong(ExpiryTerms::longE9).toArray();
    shortE9 = priced.expiries().stream().mapToLong(ExpiryTerms::shortE9).toArray();
    basisE9 = priced.expiries().stream().mapToLong(ExpiryTerms::basisFactorE9).toArray();
    isNear = new boolean[expiries];
    long greatestE9 = Rounding.ONE_E9.longValueExact();
    for (int e = 0; e < expiries; e++) {
      isNear[e] = priced.expiries().get(e).nearExpiry();
      expiryIndex.put(priced.expiries().get(e).expirySeconds(), e);
      greatestE9 = Math.max(greatestE9, Math.max(shortE9[e], basisE9[e]));
    }
    isFast = greatestE9 <= GREATEST_FAST_RATE_E9;
    // Futures, options after a discount, options now: each at most the sum times the rate.
    long growth = 3 * Math.ceilDiv(greatestE9, Rounding.ONE_E9.longValueExact());
    growthBits = Long.SIZE - Long.numberOfLeadingZeros(growth);

    phiHomeE9 = venues.stream().mapToLong(this::phiE9).toArray();
    phiForeignE9 = new long[phiHomeE9.length];
    for (int v = 0; v < phiHomeE9.length; v++) {
      phiForeignE9[v] = Math.max(phiHomeE9[v], foreignTransferE9);
    }
  }

  /** Place of an expiry among {@link #expiries}, which holds those of all valued instruments. */
  int expiryIndex(long expirySeconds) {
    var found = expiryIndex.get(expirySeconds);
    if (found == null) {
      throw new IllegalStateException("no terms for the expiry " + expirySeconds);
    }
    return found;
  }

  long secondsLeft(int expiry) {
    return priced.expiries().get(expiry).secondsLeft();
  }

  /** Price of moving a gain away from the venue within the time a book takes to close. */
  long phiE9(int venue, boolean isForeign) {
    return isForeign ? phiForeignE9[venue] : phiHomeE9[venue];
  }

  private long phiE9(VenueTerms venue) {
    var transfer = parameters.transfer();
    var seconds =
        BigInteger.valueOf(parameters.shocks().liquidationSeconds())
            .add(BigInteger.valueOf(venue.exitSeconds()));
    var square = BigInteger.valueOf(transfer.rootE9()).pow(2).multiply(seconds);
    var root = Rounding.rootUp(Rounding.divideUp(square, BigInteger.valueOf(DAY_SECONDS)));
    return root.add(BigInteger.valueOf(transfer.baseE9())).min(Rounding.ONE_E9).longValueExact();
  }
}
