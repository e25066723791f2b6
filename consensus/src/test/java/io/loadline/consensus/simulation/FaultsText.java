package io.loadline.consensus.simulation;

import io.loadline.consensus.simulation.Faults.Crash;
import io.loadline.consensus.simulation.Faults.Partition;
import io.loadline.consensus.simulation.Faults.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Faults as lines of words: {@code settled MS}, {@code delay MS}, {@code drop PERCENT}, {@code
 * duplicate PERCENT}, {@code stall PERCENT}, {@code partition FROM UNTIL MEMBER,...}, {@code crash
 * MEMBER AT EFFECTS-LEFT BACK}, {@code liar MEMBER STRATEGY}, {@code cannot-compute MEMBER}, {@code
 * clock MEMBER PERCENT}. {@code #} begins a comment.
 */
final class FaultsText {
  private FaultsText() {}

  static String write(Faults faults) {
    List<String> lines = new ArrayList<>();
    lines.add("settled " + faults.settledMs());
    lines.add("delay " + faults.delayMs());
    lines.add("drop " + faults.dropPercent());
    lines.add("duplicate " + faults.duplicatePercent());
    lines.add("stall " + faults.stallPercent());
    for (Partition p : faults.partitions()) {
      lines.add(
          "partition %d %d %s"
              .formatted(
                  p.fromMs(),
                  p.untilMs(),
                  p.side().stream().map(String::valueOf).collect(Collectors.joining(","))));
    }
    for (Crash c : faults.crashes()) {
      lines.add("crash %d %d %d %d".formatted(c.member(), c.atMs(), c.effectsLeft(), c.backMs()));
    }
    faults.adversaries().forEach((member, how) -> lines.add("liar " + member + " " + how));
    faults.cannotCompute().forEach(member -> lines.add("cannot-compute " + member));
    faults.clockPercent().forEach((member, rate) -> lines.add("clock " + member + " " + rate));
    return String.join("\n", lines) + "\n";
  }

  static Faults read(List<String> lines) {
    Faults faults = Faults.none();
    List<Partition> partitions = new ArrayList<>();
    List<Crash> crashes = new ArrayList<>();
    SortedMap<Integer, Strategy> liars = new TreeMap<>();
    SortedSet<Integer> unable = new TreeSet<>();
    SortedMap<Integer, Integer> clocks = new TreeMap<>();
    for (String line : lines) {
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
      switch (words[0]) {
        case "" -> {}
        case "settled" -> faults = network(faults, number(words, 1), -1, -1, -1, -1);
        case "delay" -> faults = network(faults, -1, (int) number(words, 1), -1, -1, -1);
        case "drop" -> faults = network(faults, -1, -1, (int) number(words, 1), -1, -1);
        case "duplicate" -> faults = network(faults, -1, -1, -1, (int) number(words, 1), -1);
        case "stall" -> faults = network(faults, -1, -1, -1, -1, (int) number(words, 1));
        case "partition" ->
            partitions.add(
                new Partition(number(words, 1), number(words, 2), members(word(words, 3))));
        case "crash" ->
            crashes.add(
                new Crash(
                    (int) number(words, 1),
                    number(words, 2),
                    (int) number(words, 3),
                    number(words, 4)));
        case "liar" -> liars.put((int) number(words, 1), Strategy.valueOf(word(words, 2)));
        case "cannot-compute" -> unable.add((int) number(words, 1));
        case "clock" -> clocks.put((int) number(words, 1), (int) number(words, 2));
        default -> throw new IllegalArgumentException("no such fault: " + line);
      }
    }
    return faults
        .withPartitions(partitions)
        .withCrashes(crashes)
        .withMembers(liars, unable, clocks);
  }

  private static Faults network(
      Faults faults, long settled, int delay, int drop, int duplicate, int stall) {
    return faults.withNetwork(
        settled < 0 ? faults.settledMs() : settled,
        delay < 0 ? faults.delayMs() : delay,
        drop < 0 ? faults.dropPercent() : drop,
        duplicate < 0 ? faults.duplicatePercent() : duplicate,
        stall < 0 ? faults.stallPercent() : stall);
  }

  private static long number(String[] words, int at) {
    return Long.parseLong(word(words, at));
  }

  private static String word(String[] words, int at) {
    if (at >= words.length) {
      throw new IllegalArgumentException("a fault is cut short: " + String.join(" ", words));
    }
    return words[at];
  }

  private static Set<Integer> members(String list) {
    Set<Integer> members = new TreeSet<>();
    for (String member : list.split(",", -1)) {
      members.add(Integer.parseInt(member));
    }
    return members;
  }
}
