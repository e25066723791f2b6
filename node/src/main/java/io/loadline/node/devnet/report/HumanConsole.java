package io.loadline.node.devnet.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/** Progress lines, then one block per round. */
public final class HumanConsole implements Console {
  private static final int DIGEST_CHARACTERS = 18;

  private final PrintStream out;
  private final long startNanos = System.nanoTime();
  private boolean headed;

  public HumanConsole(PrintStream out) {
    this.out = out;
  }

  @Override
  public void step(String text) {
    out.printf(Locale.ROOT, "%6.1fs  %s%n", elapsedSeconds(), text);
    out.flush();
  }

  @Override
  public void round(RoundLine round) {
    if (!headed) {
      headed = true;
      out.println();
      out.printf(
          "%-6s %-22s %8s  %-18s %-10s %-9s %-18s %7s  %s%n",
          "round",
          "pins",
          "accounts",
          "digest",
          "leader",
          "signature",
          "transaction",
          "gas",
          "latency");
    }
    var pins =
        round.pins().stream()
            .map(pin -> pin.chainId() + "@" + pin.number())
            .collect(Collectors.joining(" "));
    var latency =
        round.latencyMs().entrySet().stream()
            .map(phase -> phase.getKey() + " " + phase.getValue() + " ms")
            .collect(Collectors.joining(", "));
    out.printf(
        Locale.ROOT,
        "%-6d %-22s %8d  %-18s %-10s %-9s %-18s %7d  %s%n",
        round.height(),
        pins,
        round.accounts(),
        shorten(round.digest()),
        round.leader(),
        round.agreed() ? "verified" : "DIFFERS",
        shorten(round.transaction()),
        round.gas(),
        latency);
    for (var account : round.named()) {
      account(account);
    }
    out.flush();
  }

  private void account(AccountLine account) {
    out.printf(
        "         %-20s IM %12s  MM %12s  isolated %12s  relief %6s %%  on chain %12s  worst: %s%n",
        account.name(),
        Usd.rounded(account.initialE6()),
        Usd.rounded(account.maintenanceE6()),
        Usd.rounded(account.isolatedE6()),
        account.reliefPercent(),
        Usd.rounded(account.onChainE6()),
        account.worstScenario().isEmpty() ? "-" : account.worstScenario());
  }

  @Override
  public void life(LifeStep step) {
    step("market-maker: " + step.what() + ": " + step.outcome());
    for (var fact : step.facts()) {
      out.printf("           %-34s %s%n", fact.name(), fact.value());
    }
    out.flush();
  }

  @Override
  public void problem(String text) {
    step("PROBLEM: " + text);
  }

  @Override
  public void done(String text) {
    out.println();
    step(text);
  }

  private double elapsedSeconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private static String shorten(String hex) {
    return hex.length() <= DIGEST_CHARACTERS ? hex : hex.substring(0, DIGEST_CHARACTERS);
  }
}
