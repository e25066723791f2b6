package io.loadline.consensus.agreement;

import io.loadline.consensus.Digest;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.SignedReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a height: holds the signed report back for a short while if an auditor's proposal or
 * observations are still missing here, then hands over what there is.
 */
final class Completion {
  private static final int PATIENCE = 4;

  private final long height;
  private final ObservationPool pool;
  private final Consumer<Effect> out;
  private @Nullable SignedReport report;
  private @Nullable Certificate certificate;
  private @Nullable ProposalVote proposal;
  private int waits;
  private boolean done;

  Completion(long height, ObservationPool pool, Consumer<Effect> out) {
    this.height = height;
    this.pool = pool;
    this.out = out;
  }

  boolean isSigned() {
    return report != null;
  }

  /** Whether the signed report was handed over. */
  boolean isDone() {
    return done;
  }

  /** The signed report, to be repeated to late members. */
  Optional<SignedReport> report() {
    return Optional.ofNullable(report);
  }

  /** Whether the decided proposal names this observation and it is still wanted. */
  boolean names(int round, Digest hash) {
    ProposalVote decided = proposal;
    return !done
        && decided != null
        && decided.observations().round() == round
        && decided.observations().refs().stream().anyMatch(ref -> ref.hash().equals(hash));
  }

  /** The height is signed. */
  void finish(
      SignedReport signed, @Nullable Certificate widest, @Nullable ProposalVote decidedProposal) {
    report = signed;
    certificate = widest == null ? signed.certificate() : widest;
    tryComplete(decidedProposal);
  }

  /** Hands over if nothing is missing. */
  void tryComplete(@Nullable ProposalVote decidedProposal) {
    proposal = decidedProposal;
    if (report != null
        && decidedProposal != null
        && pool.missing(decidedProposal.observations()).isEmpty()) {
      handOver();
    }
  }

  /** Nothing came for a while; at some point what there is must do. */
  void waitedOnce(@Nullable ProposalVote decidedProposal) {
    tryComplete(decidedProposal);
    if (++waits >= PATIENCE) {
      handOver();
    }
  }

  private void handOver() {
    SignedReport signed = report;
    Certificate commits = certificate;
    if (done || signed == null || commits == null) {
      return;
    }
    done = true;
    ProposalVote decided = proposal;
    List<ObservationVote> observations =
        decided == null ? List.of() : pool.found(decided.observations());
    GroupSignature signature =
        GroupSignature.parseCompressed(signed.groupSignature().toArray()).orElseThrow();
    out.accept(
        new Effect.Signed(
            height, signed.digest(), signed.report(), signature, commits, decided, observations));
  }
}
