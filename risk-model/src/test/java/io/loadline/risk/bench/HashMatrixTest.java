package io.loadline.risk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.Vectors;
import io.loadline.risk.kernel.KernelBits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One fixed round has the committed digest, and the kernel its published bits, in every mode of the
 * JVM, in every locale and time zone.
 */
class HashMatrixTest {
  private static final long TIMEOUT_SECONDS = 300;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xint",
        "-XX:TieredStopAtLevel=1",
        "-XX:+TieredCompilation",
        "-Xbatch -XX:CompileThreshold=200 -XX:-TieredCompilation",
        "-XX:-UseSuperWord",
        "-XX:UseAVX=0",
        "-XX:+UnlockDiagnosticVMOptions -XX:-UseLibmIntrinsic",
        "-XX:ActiveProcessorCount=1",
        "-XX:ActiveProcessorCount=2",
        "-XX:ActiveProcessorCount=8",
        "-Duser.language=tr -Duser.country=TR",
        "-Duser.timezone=Pacific/Apia",
      })
  void digestAndKernelBitsAreTheCommittedOnes(String options)
      throws IOException, InterruptedException {
    var mode = List.of(options.split(" ", -1));
    assertThat(printed(mode, PrintDigest.class)).isEqualTo(golden());
    assertThat(printed(mode, KernelBits.class)).isEqualTo(KernelBits.published().toString());
  }

  @Test
  void digestDoesNotDependOnTheNumberOfThreads() {
    for (int threads = 1; threads <= 5; threads++) {
      assertThat(PrintDigest.digest(threads)).as("%d threads", threads).isEqualTo(golden());
    }
  }

  private static String golden() {
    var round = Vectors.read("round.json");
    return round.get("digest").asString() + " " + round.get("requirementsRoot").asString();
  }

  /** What a JVM of its own prints, run in this module's folder. */
  private static String printed(List<String> options, Class<?> main)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xshare:auto", "-XX:-UsePerfData", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path", ""));
    command.add(main.getName());
    var child = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var output = child.getInputStream()) {
      var text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(child.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).as(text).isTrue();
      return text;
    } finally {
      child.destroyForcibly();
    }
  }
}
