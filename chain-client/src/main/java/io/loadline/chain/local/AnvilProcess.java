package io.loadline.chain.local;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A local chain in its own process, ready when {@link #start} returns. Its home is the work folder,
 * so that it leaves nothing elsewhere; its output goes to {@code anvil-CHAINID.log} there.
 */
public final class AnvilProcess implements AutoCloseable {
  private static final String READY = "Listening on 127.0.0.1:";
  private static final long START_SECONDS = 20;
  private static final long STOP_SECONDS = 3;

  private final Process process;
  private final AnvilOptions options;
  private final int port;

  private AnvilProcess(Process process, AnvilOptions options, int port) {
    this.process = process;
    this.options = options;
    this.port = port;
  }

  public static AnvilProcess start(Path executable, Path workFolder, AnvilOptions options)
      throws IOException {
    Files.createDirectories(workFolder);
    Path log = workFolder.resolve("anvil-" + options.chainId() + ".log");
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(options.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", workFolder.toAbsolutePath().toString());
    builder.directory(workFolder.toFile());
    Process process = builder.start();
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Thread.ofVirtual().name("anvil-log").start(() -> copyOutput(process, log, port));
    try {
      return new AnvilProcess(process, options, port.get(START_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException(
          "anvil for chain %d did not start; its output is in %s".formatted(options.chainId(), log),
          e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while anvil started", e);
    }
  }

  private static void copyOutput(Process process, Path log, CompletableFuture<Integer> port) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter file = Files.newBufferedWriter(log)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        file.write(line);
        file.newLine();
        if (line.startsWith(READY)) {
          file.flush();
          port.complete(Integer.valueOf(line.substring(READY.length()).strip()));
        }
      }
    } catch (IOException | NumberFormatException e) {
      port.completeExceptionally(e);
    }
    port.completeExceptionally(new IOException("anvil ended before it listened"));
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public long chainId() {
    return options.chainId();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The helper calls of this chain. The caller closes them. */
  public AnvilControl control() {
    return new AnvilControl(url());
  }

  /** Stops the process, forcibly if it does not end by itself. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while anvil stopped", e));
    }
  }
}
