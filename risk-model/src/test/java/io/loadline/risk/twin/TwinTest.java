package io.loadline.risk.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TwinTest {
  /** Among them the kernel's published bits, the formats' vectors and examples worked by hand. */
  @Test
  void theSecondImplementationHoldsTheVectorsAndItsOwnExamples() {
    String report = NodeProcess.run("--test", "tests/");
    assertThat(report).contains("# fail 0").doesNotContain("# pass 0");
  }

  @Test
  void aRoundOfTheSecondImplementationIsItsOwn() {
    assertThat(Twin.differences(List.of(sample("plain", 1), sample("wild", 2)))).isEmpty();
  }

  @Test
  void anotherDigestAndAnotherRequirementAreReported() {
    var random = RandomRounds.of(5, 20);
    TwinRound round = TwinRound.of("one", random.rules(), random.snapshot());
    String digest = TwinRound.hex(new byte[32]);
    List<TwinRound.Account> accounts = new ArrayList<>(round.accounts());
    TwinRound.Account first = accounts.getFirst();
    accounts.set(
        0,
        new TwinRound.Account(
            first.id(),
            first.initialE6().add(BigInteger.ONE),
            first.maintenanceE6(),
            first.isolatedE6(),
            first.flags()));
    TwinRound other =
        new TwinRound("another", round.rules(), round.snapshot(), digest, Map.of(), accounts);
    List<String> differences = Twin.differences(List.of(round, other));
    assertThat(differences).hasSize(2);
    assertThat(differences.getFirst()).startsWith("another: account " + first.id());
    assertThat(differences.getLast()).startsWith("another: digest " + digest);
  }

  @Test
  void theFirstLineThatDiffersIsNamed() {
    var json = JsonMapper.shared();
    var ours = json.readTree("{\"a\":{\"x\":\"1\",\"y\":[\"2\",\"3\"]},\"b\":\"4\"}");
    var twins = json.readTree("{\"a\":{\"x\":\"1\",\"y\":[\"2\",\"5\"]},\"b\":\"6\"}");
    assertThat(FirstDifference.of(ours, twins)).contains("/a/y/1: \"3\", its twin has \"5\"");
    assertThat(FirstDifference.of(ours, ours)).isEmpty();
  }

  @Test
  void bothSayTheSameLines() {
    var round = RandomRounds.of(3, 40);
    var twin = TwinRound.of("seed 3", round.rules(), round.snapshot());
    for (int i = 0; i < 40; i += 10) {
      assertThat(FirstDifference.ofAccount(twin, i)).isEqualTo("all lines are equal to 1e-6 USD");
    }
  }

  /** A random round of the second implementation, answered by itself. */
  private static TwinRound sample(String kind, int seed) {
    JsonNode round =
        JsonMapper.shared()
            .readTree(NodeProcess.run("tests/write-random.js", kind, Integer.toString(seed), "30"));
    List<TwinRound.Account> accounts = new ArrayList<>();
    for (JsonNode account : round.required("accounts")) {
      accounts.add(
          new TwinRound.Account(
              text(account, "account"),
              integer(account, "initialE6"),
              integer(account, "maintenanceE6"),
              integer(account, "isolatedE6"),
              integer(account, "flags").longValueExact()));
    }
    return new TwinRound(
        "sample " + seed,
        text(round, "rules"),
        text(round, "snapshot"),
        text(round, "digest"),
        Map.of(),
        accounts);
  }

  private static String text(JsonNode node, String name) {
    return node.required(name).asString();
  }

  private static BigInteger integer(JsonNode node, String name) {
    return new BigInteger(text(node, name));
  }
}
