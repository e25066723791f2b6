package io.loadline.node.devnet.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.SerializationFeature;

/** What a run leaves behind in {@code summary.json}; rewritten after each round. */
public final class Summary {
  private final Path file;
  private final String networkId;
  private final int nodes;
  private final long seed;
  private final List<RoundLine> rounds = new ArrayList<>();
  private final List<LifeStep> life = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  public Summary(Path file, String networkId, int nodes, long seed) {
    this.file = file;
    this.networkId = networkId;
    this.nodes = nodes;
    this.seed = seed;
  }

  public void add(RoundLine round) {
    rounds.add(round);
  }

  public void add(LifeStep step) {
    life.add(step);
  }

  public void addProblem(String problem) {
    problems.add(problem);
  }

  /** Replaces the file as a whole, so that a reader never sees half of it. */
  public void write() throws IOException {
    var root = Json.MAPPER.createObjectNode();
    root.put("networkId", networkId);
    root.put("nodes", nodes);
    root.put("seed", seed);
    var setUp = root.putArray("setUpRounds");
    var counted = root.putArray("rounds");
    for (var round : rounds) {
      (round.counted() ? counted : setUp).add(Json.round(round));
    }
    var steps = root.putArray("marketMakerLife");
    life.forEach(step -> steps.add(Json.life(step)));
    var texts = root.putArray("problems");
    problems.forEach(texts::add);
    var text =
        Json.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root);
    var next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
