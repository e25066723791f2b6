package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** An asset's name, such as ETH: upper-case letters, digits and dots, at most 16 of them. */
public record Asset(String symbol) implements Comparable<Asset> {
  public static final int SIZE = 16;
  private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9.]{1,16}");

  public Asset {
    Limits.require(SYMBOL.matcher(symbol).matches(), "asset", symbol);
  }

  /** Reads the padded form. */
  public static Asset fromBytes16(byte[] bytes) {
    Limits.require(bytes.length == SIZE, "asset length", bytes.length);
    int end = SIZE;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return new Asset(new String(bytes, 0, end, StandardCharsets.US_ASCII));
  }

  /** The {@code bytes16} of docs/formats.md: padded with zeros on the right. */
  public byte[] bytes16() {
    return Arrays.copyOf(symbol.getBytes(StandardCharsets.US_ASCII), SIZE);
  }

  /** Equal to the bytewise order of the padded form. */
  @Override
  public int compareTo(Asset other) {
    return symbol.compareTo(other.symbol);
  }

  @Override
  public String toString() {
    return symbol;
  }
}
