package io.loadline.node.devnet;

import io.loadline.node.bundle.BundleCodec;
import io.loadline.node.bundle.BundleException;
import io.loadline.node.bundle.BundleReplayer;
import io.loadline.node.bundle.Replay;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.node.devnet.chain.Acceptances;
import io.loadline.node.devnet.chain.Acceptances.Accepted;
import io.loadline.node.devnet.chain.SignedRound;
import io.loadline.node.devnet.process.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * Watches both managers for accepted rounds and brings together what everybody says of one: the
 * contracts, each running operator, and the bundle, recomputed here.
 */
public final class RoundCollector {
  private static final Duration EVERYBODY_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MS = 200;
  private static final String MISSING = "missing";

  private final DataFolder folder;
  private final Acceptances home;
  private final Acceptances other;
  private final List<Operator> operators;

  RoundCollector(DataFolder folder, Acceptances home, Acceptances other, List<Operator> operators) {
    this.folder = folder;
    this.home = home;
    this.other = other;
    this.operators = List.copyOf(operators);
  }

  /**
   * One round from all sides.
   *
   * @param digests what each running operator archived, by name
   * @param told what the proposal's leader, or else any operator, tells of the round
   */
  public record Collected(
      Accepted home,
      Accepted other,
      RoundBundle bundle,
      SignedRound round,
      Map<String, String> digests,
      JsonNode told) {
    public long height() {
      return home.height();
    }
  }

  /** Heights the home manager has accepted so far, rising. */
  public List<Long> acceptedHeights() throws IOException {
    return home.all().stream().map(Accepted::height).toList();
  }

  /** Heights the other chain's guard has accepted so far, rising. */
  public List<Long> heightsAtGuard() throws IOException {
    return other.all().stream().map(Accepted::height).toList();
  }

  /** The first round above that height that both managers accept within the limit. */
  public Collected next(long above, Duration limit)
      throws IOException, InterruptedException, TimeoutException {
    var atHome = new ArrayList<Accepted>();
    await(
        limit,
        "no round above " + above + " was accepted at home",
        () -> {
          home.all().stream().filter(a -> a.height() > above).findFirst().ifPresent(atHome::add);
          return !atHome.isEmpty();
        });
    return collect(atHome.getFirst());
  }

  private Collected collect(Accepted atHome)
      throws IOException, InterruptedException, TimeoutException {
    long height = atHome.height();
    var atGuard = new ArrayList<Accepted>();
    await(
        EVERYBODY_LIMIT,
        "round " + height + " was not accepted by the guard",
        () -> {
          other.at(height).ifPresent(atGuard::add);
          return !atGuard.isEmpty();
        });
    var told = new LinkedHashMap<Operator, JsonNode>();
    var running = operators.stream().filter(Operator::isRunning).toList();
    try {
      await(
          EVERYBODY_LIMIT,
          "not every operator has round " + height,
          () -> {
            for (var operator : running) {
              if (!told.containsKey(operator)) {
                operator.client().round(height).ifPresent(json -> told.put(operator, json));
              }
            }
            return told.size() == running.size();
          });
    } catch (TimeoutException e) {
      if (told.isEmpty()) {
        throw e;
      }
    }
    var digests = new LinkedHashMap<String, String>();
    for (var operator : running) {
      digests.put(
          operator.name(),
          Optional.ofNullable(told.get(operator))
              .map(json -> json.path("digest").asString(MISSING))
              .orElse(MISSING));
    }
    var bundle = bundle(height, told.keySet().iterator().next());
    var leader = operators.get(bundle.proposal().member());
    return new Collected(
        atHome,
        atGuard.getFirst(),
        bundle,
        replay(bundle),
        digests,
        told.getOrDefault(leader, told.values().iterator().next()));
  }

  /** Exports the bundle into the data folder and reads it back from there. */
  private RoundBundle bundle(long height, Operator operator)
      throws IOException, InterruptedException {
    var bytes =
        operator
            .client()
            .bundle(height)
            .orElseThrow(
                () -> new IOException(operator.name() + " does not give bundle " + height));
    Files.write(folder.bundle(height), bytes);
    try {
      return BundleCodec.decode(Files.readAllBytes(folder.bundle(height)));
    } catch (BundleException e) {
      throw new IOException("bundle " + height + " of " + operator.name() + " is damaged", e);
    }
  }

  private static SignedRound replay(RoundBundle bundle) throws IOException {
    return switch (BundleReplayer.replay(bundle)) {
      case Replay.Identical(var result) ->
          new SignedRound(bundle.rules(), bundle.snapshot(), result);
      case Replay.Different different ->
          throw new IOException(
              "round %d does not replay: %s is %s, computed %s"
                  .formatted(
                      bundle.height(),
                      different.place(),
                      different.reported(),
                      different.computed()));
      case Replay.Impossible impossible ->
          throw new IOException(
              "round %d cannot be replayed: %s %s"
                  .formatted(bundle.height(), impossible.place(), impossible.reason()));
    };
  }

  /** A question that may fail, asked again and again. */
  @FunctionalInterface
  public interface Question {
    /** Whether it holds now. */
    boolean holds() throws IOException, InterruptedException;
  }

  /** Asks until it holds; fails with the text when the limit passes. */
  public static void await(Duration limit, String otherwise, Question question)
      throws IOException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!question.holds()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(otherwise + " within " + limit.toSeconds() + " s");
      }
      Thread.sleep(POLL_MS);
    }
  }
}
