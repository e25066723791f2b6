package io.loadline.consensus.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Agreement as the machines may count on it, and no better: any quorum's views, liars' included,
 * once a quorum of voters, liars included, can evaluate them; news of it takes its time.
 */
final class IdealAgreement implements Agreement {
  private static final int RETRY_MS = 150;

  private final CeremonySimulation simulation;
  private final Map<Stage, TreeMap<Integer, Bytes>> views = new EnumMap<>(Stage.class);
  private final Map<Stage, List<Bytes>> decided = new EnumMap<>(Stage.class);
  private final Map<Stage, Boolean> trying = new EnumMap<>(Stage.class);

  IdealAgreement(CeremonySimulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public void proposed(int holder, Stage stage, Bytes view) {
    views.computeIfAbsent(stage, _ -> new TreeMap<>()).put(holder, view);
    if (trying.putIfAbsent(stage, true) == null) {
      simulation.later(RETRY_MS, () -> decide(stage));
    }
  }

  @Override
  public void moved(int participant) {}

  @Override
  public void tell(SimulatedMember member) {
    decided.forEach((stage, list) -> member.on(new CeremonyEvent.Decided(stage, list)));
  }

  private void decide(Stage stage) {
    List<Bytes> chosen = choose(stage);
    if (chosen.isEmpty()) {
      simulation.later(RETRY_MS, () -> decide(stage));
      return;
    }
    decided.put(stage, chosen);
    for (SimulatedMember member : simulation.members) {
      simulation.later(
          1 + simulation.random.nextInt(300),
          () -> member.on(new CeremonyEvent.Decided(stage, chosen)));
    }
  }

  /** A random quorum of the views that a leader could propose and a quorum would vote for. */
  private List<Bytes> choose(Stage stage) {
    int quorum = simulation.plan.deciders();
    List<Bytes> proposable = new ArrayList<>();
    views
        .getOrDefault(stage, new TreeMap<>())
        .forEach((holder, view) -> {
          if (simulation.honest().stream().anyMatch(member -> member.holds(stage, holder, view))) {
            proposable.add(view);
          }
        });
    if (proposable.size() < quorum) {
      return List.of();
    }
    Collections.shuffle(proposable, new Random(simulation.random.nextLong()));
    List<Bytes> chosen = List.copyOf(proposable.subList(0, quorum));
    List<Digest> votes =
        simulation.honest().stream()
            .filter(member -> member.self() < simulation.plan.holders())
            .flatMap(member -> member.evaluate(stage, chosen).stream())
            .toList();
    assertThat(votes.stream().distinct().count())
        .as("%s: %s evaluated alike", simulation.name, stage)
        .isLessThanOrEqualTo(1);
    int faults = (simulation.plan.holders() - 1) / 3;
    return votes.size() >= quorum - faults ? chosen : List.of();
  }
}
