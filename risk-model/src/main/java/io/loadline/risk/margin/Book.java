package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Account;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * One account's positions as the margin sees them: whole lots in book order, in runs of one asset
 * at one venue, and net liquidation value per venue. One thread reuses one book for all its
 * accounts.
 */
final class Book {
  /** In place of one venue: all of them. */
  static final int ALL_VENUES = -1;

  /** Value of one position beyond 2^116 times 1e-24 USD counts as overflow. */
  private static final int GREATEST_VALUE_BITS = 116;

  private final InstrumentTable table;
  private final InstrumentFlags instrumentFlags;
  private final int maxPositions;
  private final Sums128 venueValue;
  private final boolean[] isVenueHeld;
  private final boolean[] isVenueForeign;
  private final int[] slotOfAsset;

  final int[] instrument;
  final long[] lots;
  int count;

  /** Runs of one asset at one venue; run r is the positions from runFrom[r] to runFrom[r + 1]. */
  final int[] runFrom;

  final int[] runAsset;
  final int[] runVenue;
  int runs;

  /** Assets held; slot a is the runs from slotFrom[a] to slotFrom[a + 1]. */
  final int[] slotFrom;

  final int[] slotAsset;
  int slots;

  /** Venues with a valued position, rising. */
  final int[] venues;

  int venueCount;

  /** Flags of what is held, but for overflow. */
  long flags;

  /** The account holds more than the model's integers can carry. */
  boolean overflow;

  /** The account is short of something that has no value. */
  boolean hasUnvaluedShort;

  Book(InstrumentTable table, InstrumentFlags instrumentFlags, int maxPositions) {
    this.table = table;
    this.instrumentFlags = instrumentFlags;
    this.maxPositions = maxPositions;
    int venueLimit = table.venues.size();
    venueValue = new Sums128(venueLimit);
    isVenueHeld = new boolean[venueLimit];
    isVenueForeign = new boolean[venueLimit];
    venues = new int[venueLimit];
    slotOfAsset = new int[table.assets.size()];
    instrument = new int[maxPositions];
    lots = new long[maxPositions];
    runFrom = new int[maxPositions + 1];
    runAsset = new int[maxPositions];
    runVenue = new int[maxPositions];
    slotFrom = new int[maxPositions + 1];
    slotAsset = new int[maxPositions];
  }

  void load(Account account) {
    clear();
    for (int v = 0; v < isVenueForeign.length; v++) {
      isVenueForeign[v] = table.venues.get(v).id().chainId() != account.homeChainId();
    }
    overflow = account.positions().size() > maxPositions;
    for (var position : account.positions()) {
      int index = position.instrument();
      flags |= instrumentFlags.of(index);
      if (!table.isValued[index]) {
        flags |= AccountMargin.FLAG_UNVALUED;
        hasUnvaluedShort |= position.quantityE18().signum() < 0;
      } else if (!overflow) {
        add(index, position.quantityE18());
      }
    }
    for (int v = 0; v < isVenueHeld.length; v++) {
      if (isVenueHeld[v]) {
        venues[venueCount++] = v;
      }
    }
    group();
  }

  /** The positions of these whole lots alone, for any account. */
  void loadLots(int index, long wholeLots) {
    clear();
    Arrays.fill(isVenueForeign, false);
    venues[venueCount++] = table.venue[index];
    insert(index, wholeLots);
    group();
  }

  private void clear() {
    count = 0;
    venueCount = 0;
    flags = 0;
    overflow = false;
    hasUnvaluedShort = false;
    venueValue.clear(isVenueHeld.length);
    Arrays.fill(isVenueHeld, false);
  }

  boolean isForeign(int venue) {
    return isVenueForeign[venue];
  }

  /** Where an asset's runs are, or {@link InstrumentTable#NONE}. */
  int slotOf(int asset) {
    return slotOfAsset[asset];
  }

  /** Whether the asset in this slot is held at the venue, or anywhere. */
  boolean isHeld(int slot, int venue) {
    for (int run = slotFrom[slot]; run < slotFrom[slot + 1]; run++) {
      if (venue == ALL_VENUES || runVenue[run] == venue) {
        return true;
      }
    }
    return false;
  }

  /** Cash and positions of one venue at their marks, in 1e-24 USD, exact. */
  BigInteger netLiquidationUsdE24(int venue) {
    return venueValue.value(venue);
  }

  BigInteger netLiquidationUsdE24() {
    var sum = BigInteger.ZERO;
    for (int i = 0; i < venueCount; i++) {
      sum = sum.add(venueValue.value(venues[i]));
    }
    return sum;
  }

  private void add(int index, BigInteger quantityE18) {
    int venue = table.venue[index];
    isVenueHeld[venue] = true;
    long mark = table.markUsdE6[index];
    int markBits = Long.SIZE - Long.numberOfLeadingZeros(mark);
    if (quantityE18.bitLength() + markBits > GREATEST_VALUE_BITS) {
      overflow = true;
      return;
    }
    long high = Int128.high(quantityE18);
    long low = quantityE18.longValue();
    venueValue.add(venue, Int128.productHigh(high, low, mark), low * mark);
    int asset = table.asset[index];
    if (asset == InstrumentTable.NONE) {
      return;
    }
    var lot = table.assets.get(asset).lot;
    if (lot.counts(quantityE18)) {
      insert(index, lot.floor(quantityE18));
    } else {
      overflow = true;
    }
  }

  /** Books are small: insertion keeps them in book order without allocation. */
  private void insert(int index, long whole) {
    if (whole == 0) {
      return;
    }
    int at = count++;
    while (at > 0 && table.rank[instrument[at - 1]] > table.rank[index]) {
      instrument[at] = instrument[at - 1];
      lots[at] = lots[at - 1];
      at--;
    }
    instrument[at] = index;
    lots[at] = whole;
  }

  private void group() {
    runs = 0;
    slots = 0;
    Arrays.fill(slotOfAsset, InstrumentTable.NONE);
    for (int i = 0; i < count; i++) {
      int asset = table.asset[instrument[i]];
      int venue = table.venue[instrument[i]];
      boolean isNewAsset = slots == 0 || slotAsset[slots - 1] != asset;
      if (isNewAsset || runVenue[runs - 1] != venue) {
        runFrom[runs] = i;
        runAsset[runs] = asset;
        runVenue[runs] = venue;
        runs++;
      }
      if (isNewAsset) {
        slotFrom[slots] = runs - 1;
        slotAsset[slots] = asset;
        slotOfAsset[asset] = slots;
        slots++;
      }
    }
    runFrom[runs] = count;
    slotFrom[slots] = runs;
  }
}
