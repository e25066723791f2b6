package io.loadline.risk.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has rounds computed by the second implementation and says where it disagrees. */
final class Twin {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Twin() {}

  /**
   * One sentence for each digest and each account that the two implementations see differently; for
   * the first account of a round also the first line.
   */
  static List<String> differences(List<TwinRound> rounds) {
    List<String> answers = answers(rounds, "--accounts");
    List<String> differences = new ArrayList<>();
    if (answers.size() != rounds.size()) {
      differences.add("%s rounds, %s answers".formatted(rounds.size(), answers.size()));
      return differences;
    }
    for (int i = 0; i < rounds.size(); i++) {
      compare(rounds.get(i), JSON.readTree(answers.get(i)), differences);
    }
    return differences;
  }

  /** What the second implementation says of a round under one of main.js's options. */
  static JsonNode computed(TwinRound round, String option) {
    return JSON.readTree(answers(List.of(round), option).getFirst());
  }

  private static List<String> answers(List<TwinRound> rounds, String option) {
    try {
      Path input = Files.createTempFile("twin", ".jsonl");
      try {
        write(rounds, input);
        return NodeProcess.run("main.js", option, input.toString()).lines().toList();
      } finally {
        Files.delete(input);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(List<TwinRound> rounds, Path input) throws IOException {
    try (Writer lines = Files.newBufferedWriter(input)) {
      for (TwinRound round : rounds) {
        lines.write(
            "{\"rules\":\"%s\",\"snapshot\":\"%s\"}\n".formatted(round.rules(), round.snapshot()));
      }
    }
  }

  private static void compare(TwinRound round, JsonNode answer, List<String> differences) {
    String name = round.name();
    JsonNode accounts = answer.required("accounts");
    if (accounts.size() != round.accounts().size()) {
      differences.add(
          "%s: %s accounts, its twin has %s"
              .formatted(name, round.accounts().size(), accounts.size()));
      return;
    }
    boolean isFirst = true;
    for (int i = 0; i < accounts.size(); i++) {
      var account = round.accounts().get(i);
      if (!isSame(account, accounts.get(i))) {
        differences.add(
            "%s: %s, its twin has %s%s"
                .formatted(
                    name,
                    account,
                    results(accounts.get(i)),
                    isFirst ? "; " + FirstDifference.ofAccount(round, i) : ""));
        isFirst = false;
      }
    }
    if (!round.digest().equals(text(answer, "digest"))) {
      differences.add(
          "%s: digest %s, its twin has %s; other sections: %s"
              .formatted(
                  name, round.digest(), text(answer, "digest"), otherSections(round, answer)));
    }
  }

  /** Names of the sections that the two have different roots of. */
  private static List<String> otherSections(TwinRound round, JsonNode answer) {
    var roots = answer.required("sections");
    return round.sections().entrySet().stream()
        .filter(section -> !section.getValue().equals(text(roots, section.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isSame(TwinRound.Account account, JsonNode twin) {
    return account.equals(results(twin));
  }

  private static TwinRound.Account results(JsonNode twin) {
    return new TwinRound.Account(
        text(twin, "account"),
        new BigInteger(text(twin, "initialE6")),
        new BigInteger(text(twin, "maintenanceE6")),
        new BigInteger(text(twin, "isolatedE6")),
        Long.parseLong(text(twin, "flags")));
  }

  private static String text(JsonNode node, String name) {
    return node.required(name).asString();
  }
}
