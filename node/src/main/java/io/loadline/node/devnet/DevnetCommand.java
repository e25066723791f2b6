package io.loadline.node.devnet;

import io.loadline.chain.local.AnvilBinary;
import io.loadline.node.OperatorException;
import io.loadline.node.devnet.report.Console;
import io.loadline.node.devnet.report.HumanConsole;
import io.loadline.node.devnet.report.JsonConsole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loadline devnet}: a whole network on this machine, for trying things out. */
@Command(
    name = "devnet",
    mixinStandardHelpOptions = true,
    description =
        "Runs a whole network on this machine: two local chains, contracts, traders and one process"
            + " per operator. For development only: all keys come from the seed.")
public final class DevnetCommand implements Callable<Integer> {
  @Option(names = "--nodes", defaultValue = "4", description = "Operators (1 to 16, default 4).")
  private int nodes;

  @Option(
      names = "--rounds",
      description = "Rounds to count after set-up. Without it the network runs until Ctrl-C.")
  private @Nullable Integer rounds;

  @Option(
      names = "--exit",
      description = "End after --rounds rounds; the exit code says whether all of them held.")
  private boolean exit;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Another seed gives other traders, keys and prices (default 1).")
  private long seed;

  @Option(
      names = "--data",
      defaultValue = "node/target/devnet",
      description =
          "Folder for node folders, logs, bundles and summary.json (default ${DEFAULT-VALUE}).")
  private Path data = Path.of("node/target/devnet");

  @Option(names = "--json", description = "One JSON object per line instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    var settings = settings();
    Console console = json ? new JsonConsole(System.out) : new HumanConsole(System.out);
    var ending = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> ending.set(true)));
    try (var devnet = Devnet.found(settings, console)) {
      devnet.startNodes(console);
      return run(devnet, settings, console) ? 0 : 1;
    } catch (IOException | TimeoutException e) {
      if (ending.get()) {
        Thread.currentThread().join(); // Ctrl-C: our processes are gone because they were ended.
      }
      console.problem(String.valueOf(e.getMessage()));
      return 1;
    }
  }

  private static boolean run(Devnet devnet, DevnetSettings settings, Console console)
      throws IOException, InterruptedException, TimeoutException {
    var run = new DevnetRun(devnet, console);
    run.setUp();
    while (!settings.exit() || run.counted() < settings.rounds()) {
      run.round();
      if (settings.rounds() > 0 && run.counted() == settings.rounds()) {
        console.done(
            (run.isSound() ? "all " + run.counted() + " rounds held" : "NOT all rounds held")
                + "; see "
                + devnet.folder().summary());
      }
    }
    return run.isSound();
  }

  private DevnetSettings settings() {
    if (nodes < 1 || nodes > DevnetSettings.MOST_NODES) {
      throw wrong("--nodes is " + nodes, "Give 1 to " + DevnetSettings.MOST_NODES + ".");
    }
    if (rounds != null && rounds < 1) {
      throw wrong("--rounds is " + rounds, "Give at least 1, or leave it out to run on.");
    }
    if (exit && rounds == null) {
      throw wrong("--exit without --rounds would never end", "Add --rounds N.");
    }
    var folder = data.toAbsolutePath().normalize();
    return new DevnetSettings(
        nodes, rounds == null ? 0 : rounds, exit, seed, folder, anvil(Path.of("")));
  }

  private static Path anvil(Path start) {
    try {
      return AnvilBinary.locate(start);
    } catch (IllegalStateException e) {
      throw wrong(
          String.valueOf(e.getMessage()), "scripts/devnet installs it before it starts this.");
    }
  }

  private static OperatorException wrong(String what, String remedy) {
    return new OperatorException.Configuration(what, "loadline devnet", remedy);
  }
}
