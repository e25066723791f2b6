package io.loadline.risk.rules;

import io.loadline.risk.cbor.CborException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The model's default numbers, inside the library: config/parameters/crypto-span-1.json. */
public final class DefaultParameters {
  private static final String RESOURCE = "crypto-span-1.hex";

  private DefaultParameters() {}

  /** A new copy of the set, read from its canonical bytes. */
  public static ParameterSet cryptoSpan1() {
    try (InputStream in = DefaultParameters.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the library lacks " + RESOURCE);
      }
      var hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
      return ParameterCodec.decode(HexFormat.of().parseHex(hex));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CborException e) {
      throw new IllegalStateException(RESOURCE + " is damaged", e);
    }
  }
}
