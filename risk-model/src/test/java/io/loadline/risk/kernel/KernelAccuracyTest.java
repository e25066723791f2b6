package io.loadline.risk.kernel;

import static io.loadline.risk.kernel.GoldenPoints.number;
import static io.loadline.risk.kernel.GoldenPoints.side;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The tables of docs/kernel-accuracy.md, measured anew: the kernel's bits are fixed, so its errors
 * are. A failure prints the table as it should stand.
 */
class KernelAccuracyTest {
  /** Of the deviation: the widest of the domain is 3 sqrt(3), the narrowest 0.05 sqrt(1 hour). */
  private static final double[] BANDS = {6, 0.1, 0.01, 0.001, 0.0005};

  private static final List<String> NAMES =
      List.of("0.1 to 5.2", "0.01 to 0.1", "0.001 to 0.01", "0.0005 to 0.001");

  @Test
  void thePagesPricesAreTheMeasuredOnes() throws IOException {
    var rows = GoldenPoints.of("black-wide");
    var table = new StringBuilder();
    for (int band = 0; band + 1 < BANDS.length; band++) {
      int points = 0;
      double ofGreater = 0;
      double ofForward = 0;
      double ofForwardBeyond = 0;
      double ofPrice = 0;
      for (var row : rows) {
        double deviation = number(row, 3);
        if (!isInBand(deviation, band)) {
          continue;
        }
        points++;
        double forward = number(row, 1);
        double strike = number(row, 2);
        double error = priceError(row, forward, strike, deviation);
        ofGreater = Math.max(ofGreater, error / Math.max(forward, strike));
        if (side(row) > 0 || strike <= 4 * forward) {
          ofForward = Math.max(ofForward, error / forward);
        } else {
          ofForwardBeyond = Math.max(ofForwardBeyond, error / forward);
        }
        double price = reference(row).doubleValue();
        if (price > 1e-10 * forward) {
          ofPrice = Math.max(ofPrice, error / price);
        }
      }
      table.append(
          line(NAMES.get(band) + " | " + points, ofGreater, ofForward, ofForwardBeyond, ofPrice));
    }
    assertThat(page()).contains(table);
  }

  @Test
  void thePagesGreeksAreTheMeasuredOnes() throws IOException {
    var points =
        StreamSupport.stream(GoldenPoints.of("greeks").spliterator(), false)
            .map(GreekPoint::new)
            .filter(GreekPoint::hasTimeValue)
            .toList();
    var table = new StringBuilder();
    for (int greek = 0; greek < GreekPoint.NAMES.size(); greek++) {
      var worst = new double[BANDS.length - 1];
      for (var point : points) {
        double error = Math.abs(point.computed().get(greek) - point.expected(greek));
        for (int band = 0; band < worst.length; band++) {
          if (isInBand(point.deviation(), band)) {
            worst[band] = Math.max(worst[band], error / point.scale(greek));
          }
        }
      }
      table.append(line(GreekPoint.NAMES.get(greek), worst));
    }
    assertThat(page()).contains(table);
  }

  private static double priceError(JsonNode row, double forward, double strike, double deviation) {
    double logMoneyness = Logarithm.log(forward / strike);
    double price = Black76.price(side(row), forward, strike, logMoneyness, deviation, 1);
    return GoldenPoints.absoluteError(price, reference(row));
  }

  private static BigDecimal reference(JsonNode row) {
    return new BigDecimal(row.get(4).asString());
  }

  private static boolean isInBand(double deviation, int band) {
    return deviation < BANDS[band] && deviation >= BANDS[band + 1];
  }

  private static String line(String first, double... errors) {
    var line = new StringBuilder("| ").append(first);
    for (double error : errors) {
      line.append(String.format(Locale.ROOT, " | %.1e", error));
    }
    return line.append(" |\n").toString();
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "kernel-accuracy.md"));
  }
}
