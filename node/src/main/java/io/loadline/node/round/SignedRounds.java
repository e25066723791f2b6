package io.loadline.node.round;

import io.loadline.consensus.Bytes;
import io.loadline.node.archive.Archive;
import io.loadline.node.bundle.BundleCodec;
import io.loadline.node.bundle.BundleException;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.node.observation.CertificateCodec;
import io.loadline.node.observation.ObservationBody.Previous;
import io.loadline.node.observation.PreviousChoice;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.report.RiskRound;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The rounds this node keeps: the newest one, which its observations name, and the state that a
 * next round carries on from any of them. Thread-safe.
 */
final class SignedRounds {
  private static final int REMEMBERED_STATES = 16;

  private final Archive archive;
  private final Bytes32 networkId;
  private final RiskRound model;
  private final Map<Bytes32, Carried> states =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes32, Carried> eldest) {
          return size() > REMEMBERED_STATES;
        }
      };
  private @Nullable Previous newest;

  /** Takes up what the archive holds. */
  SignedRounds(Archive archive, Bytes32 networkId, RiskRound model) {
    this.archive = archive;
    this.networkId = networkId;
    this.model = model;
    OptionalLong latest = archive.latestRound();
    if (latest.isPresent()) {
      load(latest.getAsLong()).ifPresent(bundle -> newest = previous(bundle));
    }
  }

  /** The newest kept round as observations name it. */
  synchronized Optional<Previous> newest() {
    return Optional.ofNullable(newest);
  }

  /** The highest kept height, or 0. */
  synchronized long newestHeight() {
    return newest == null ? 0 : newest.height();
  }

  /** The bytes of a kept round; empty array if there is none. */
  byte[] bundleBytes(long height) {
    return archive.round(height).orElse(new byte[0]);
  }

  /** A kept round. */
  Optional<RoundBundle> load(long height) {
    return archive
        .round(height)
        .map(bytes -> {
          try {
            return BundleCodec.decode(bytes);
          } catch (BundleException e) {
            throw new IllegalStateException(
                "The archive's bundle of height " + height + " is damaged.", e);
          }
        });
  }

  /** Whether a report is among the kept rounds. */
  boolean holds(long height, Bytes32 digest) {
    synchronized (this) {
      if (states.containsKey(digest)) {
        return true;
      }
    }
    return load(height).filter(kept -> digest(kept).equals(digest)).isPresent();
  }

  /**
   * Keeps a finished round, on disk when this returns.
   *
   * @param state what the round leaves to the next
   * @return false if the height was kept already
   */
  synchronized boolean keep(RoundBundle bundle, byte[] bytes, Carried state) {
    boolean stored =
        archive.putRound(bundle.height(), bytes, CertificateCodec.encode(bundle.commits()));
    states.put(digest(bundle), state);
    if (newest == null || bundle.height() > newest.height()) {
      newest = previous(bundle);
    }
    return stored;
  }

  /** The carried part of a snapshot whose previous report this is. */
  Carried carriedAfter(PreviousChoice choice) throws CannotCompute {
    if (choice.digest().equals(Bytes32.ZERO)) {
      return Carried.none();
    }
    return state(choice).after(choice.digest(), choice.height(), choice.participation());
  }

  private Carried state(PreviousChoice choice) throws CannotCompute {
    synchronized (this) {
      Carried known = states.get(choice.digest());
      if (known != null) {
        return known;
      }
    }
    RoundBundle bundle =
        load(choice.height())
            .filter(kept -> digest(kept).equals(choice.digest()))
            .orElseThrow(() ->
                new CannotCompute(
                    "the previous report, height %d, is not in this node's archive yet"
                        .formatted(choice.height())));
    Carried state = model.evaluate(bundle.snapshot(), bundle.rules()).next();
    synchronized (this) {
      states.put(choice.digest(), state);
    }
    return state;
  }

  private Previous previous(RoundBundle bundle) {
    return new Previous(
        digest(bundle), bundle.height(), Bytes.of(CertificateCodec.encode(bundle.commits())));
  }

  private Bytes32 digest(RoundBundle bundle) {
    return bundle.report().digest(networkId);
  }
}
