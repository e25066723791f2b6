package io.loadline.node.devnet.market;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** The committed option chain; its origin and licence stand in the README beside the file. */
public final class OptionChain {
  /** When the chain was quoted; the clocks of both local chains start here. */
  public static final Instant QUOTED_AT = Instant.parse("2024-01-08T11:19:41Z");

  /** Spot index at that moment. */
  public static final long SPOT_E8 = 222_219_000_000L;

  private static final String FILE = "/io/loadline/node/devnet/eth_options_20240108.csv";
  private static final String HEADER =
      "instrument,expiry_utc,strike,type,underlying_price,mark_price_eth,mark_iv_derived";
  private static final int COLUMNS = 7;

  private OptionChain() {}

  /** All options in the order of the file: by expiry, then strike, then call before put. */
  public static List<ListedOption> load() {
    try (var stream = Objects.requireNonNull(OptionChain.class.getResourceAsStream(FILE), FILE);
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      if (!HEADER.equals(reader.readLine())) {
        throw new IllegalStateException(FILE + " does not start with " + HEADER);
      }
      return reader.lines().map(OptionChain::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ListedOption parse(String line) {
    var cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException("not " + COLUMNS + " cells: " + line);
    }
    return new ListedOption(
        cells[0],
        Instant.parse(cells[1]).getEpochSecond(),
        scaled(cells[2], 8),
        cells[3].equals("C"),
        scaled(cells[4], 8),
        cells[6].isEmpty() ? OptionalLong.empty() : OptionalLong.of(scaled(cells[6], 9)));
  }

  private static long scaled(String decimal, int digits) {
    return new BigDecimal(decimal)
        .movePointRight(digits)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
