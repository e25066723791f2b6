package io.loadline.libp2p.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.address.Multiaddr;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A js-libp2p process; see {@code src/test/js/peer.mjs} for its options, commands and events. */
final class JsPeer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60; // The first start installs the packages.

  private final Process process;
  private final Writer commands;
  private final List<String> events = new ArrayList<>();

  private JsPeer(Process process) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(this::readEvents);
  }

  static JsPeer start(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of("src/test/js/peer").toAbsolutePath().toString());
    command.addAll(List.of(options));
    try {
      JsPeer peer =
          new JsPeer(
              new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
      String _ = peer.await("ready");
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start the js peer. Install Node 20 and npm.", e);
    }
  }

  private void readEvents() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line);
      }
    } catch (IOException _) {
      add("{\"event\":\"lost\"}");
    }
  }

  private synchronized void add(String line) {
    events.add(line);
    notifyAll();
  }

  /** The first event of that name whose text holds all the parts, now or within the time. */
  String await(String event, String... parts) {
    Predicate<String> wanted =
        line -> {
          boolean found = line.startsWith("{\"event\":\"" + event + "\"");
          for (String part : parts) {
            found &= line.contains(part);
          }
          return found;
        };
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (this) {
      while (true) {
        for (String line : events) {
          if (wanted.test(line)) {
            return line;
          }
        }
        long leftMs = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        assertThat(leftMs > 0 && process.isAlive())
            .as("event %s with %s among %s", event, List.of(parts), events)
            .isTrue();
        try {
          wait(Math.min(leftMs, 1_000));
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  void send(String json) {
    try {
      commands.write(json + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Multiaddr address() {
    Matcher address =
        Pattern.compile("/ip4/127\\.0\\.0\\.1/tcp/\\d+/p2p/\\w+").matcher(await("ready"));
    assertThat(address.find()).isTrue();
    return Multiaddr.of(address.group());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
