package io.loadline.node.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A js-libp2p peer in a process of its own; libp2p's test resources say what it takes and tells.
 */
final class JsPeer implements AutoCloseable {
  private static final Path SCRIPT = Path.of("libp2p", "src", "test", "js", "peer");

  private final Process process;
  private final Writer commands;
  private final List<String> events = new ArrayList<>();

  private JsPeer(Process process) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(this::readEvents);
  }

  static JsPeer start(List<String> options)
      throws IOException, InterruptedException, TimeoutException {
    var command = new ArrayList<String>();
    command.add(script().toString());
    command.addAll(options);
    var peer =
        new JsPeer(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    var _ = peer.await(180, "ready");
    return peer;
  }

  private static Path script() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isExecutable(folder.resolve(SCRIPT))) {
        return folder.resolve(SCRIPT);
      }
    }
    throw new IllegalStateException("there is no " + SCRIPT + " above this folder");
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

  /** The first event of that name that holds all the parts, now or within the time. */
  synchronized String await(long seconds, String event, String... parts)
      throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (true) {
      for (var line : events) {
        boolean found = line.startsWith("{\"event\":\"" + event + "\"");
        for (var part : parts) {
          found &= line.contains(part);
        }
        if (found) {
          return line;
        }
      }
      long leftMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (leftMs <= 0 || !process.isAlive()) {
        throw new TimeoutException(
            "no event %s with %s among %d events".formatted(event, List.of(parts), events.size()));
      }
      wait(Math.min(leftMs, 1_000));
    }
  }

  /** Publishes bytes, given in hex, on a topic. */
  void publish(String topic, String hex) throws IOException {
    commands.write("{\"do\":\"publish\",\"topic\":\"%s\",\"hex\":\"%s\"}\n".formatted(topic, hex));
    commands.flush();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
