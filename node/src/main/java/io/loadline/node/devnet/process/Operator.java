package io.loadline.node.devnet.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One operator's node: a process that can be started, killed and started again. */
public final class Operator implements AutoCloseable {
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xmx384m",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED");

  private final String name;
  private final Path config;
  private final Path founded;
  private final Path log;
  private final NodeClient client;
  private @Nullable ChildProcess process;

  public Operator(String name, Path config, Path founded, Path log, NodeClient client) {
    this.name = name;
    this.config = config;
    this.founded = founded;
    this.log = log;
    this.client = client;
  }

  public String name() {
    return name;
  }

  /** Its settings file, for other commands. */
  public Path config() {
    return config;
  }

  /** The network's manifest, which the node writes once there is a key. */
  public Path founded() {
    return founded;
  }

  /** Its log. */
  public Path log() {
    return log;
  }

  public NodeClient client() {
    return client;
  }

  /** Starts a process that shares nothing with this one but the class path. */
  public void start() throws IOException {
    if (isRunning()) {
      throw new IllegalStateException(name + " runs already");
    }
    var command = new java.util.ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA_OPTIONS);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "io.loadline.node.cli.Loadline",
            "run",
            "--config",
            config.toString()));
    process = ChildProcess.start(name, command, log);
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** {@code kill -9}. */
  public void kill() throws InterruptedException {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
