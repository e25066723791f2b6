package io.loadline.consensus.simulation;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code scripts/simulate}: from the module's folder, one line for what held or a way to repeat.
 */
public final class Simulate {
  private Simulate() {}

  /** Exit code 0 if every invariant held, 1 if one broke, 2 for a wrong option. */
  public static void main(String[] arguments) throws IOException {
    long seed = 1;
    long heights = 100;
    int nodes = 4;
    boolean modelGroup = true;
    List<String> faults = null;
    String liar = null;
    List<ChangedClasses.Patch> patches = new ArrayList<>();
    try {
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--seed" -> seed = Long.parseLong(arguments[++i]);
          case "--heights" -> heights = Long.parseLong(arguments[++i]);
          case "--nodes" -> nodes = Integer.parseInt(arguments[++i]);
          case "--faults" -> {
            faults = Files.readAllLines(Path.of(arguments[++i]));
            FaultsText.read(faults); // Told of a mistake now rather than from within the run.
          }
          case "--liar" -> liar = arguments[++i];
          case "--plant" -> patches.addAll(PlantedBug.valueOf(arguments[++i]).patches);
          case "--real-crypto" -> modelGroup = false;
          default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      System.err.println("scripts/simulate --help shows the options: " + e.getMessage());
      System.exit(2);
    }
    ClassLoader classes = ChangedClasses.load(Path.of(""), patches, modelGroup);
    String report = run(classes, seed, heights, nodes, faults, liar);
    System.out.println(report);
    System.exit(report.startsWith("violation") ? 1 : 0);
  }

  /** A campaign in other classes than these. */
  static String run(
      ClassLoader classes,
      long seed,
      long heights,
      int nodes,
      @Nullable List<String> faults,
      @Nullable String liar) {
    try {
      Method run =
          classes
              .loadClass(Campaign.class.getName())
              .getMethod("run", long.class, long.class, int.class, List.class, String.class);
      return (String) run.invoke(null, seed, heights, nodes, faults, liar);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
