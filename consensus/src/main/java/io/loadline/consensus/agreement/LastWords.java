package io.loadline.consensus.agreement;

import io.loadline.consensus.message.Commit;
import io.loadline.consensus.message.Decided;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.SignedReport;
import io.loadline.consensus.message.SigningMessage;
import io.loadline.consensus.message.Vote;
import io.loadline.consensus.message.WireMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The highest vote heard from each member at one height, for members that forgot their own. */
final class LastWords {
  private final Map<Integer, Vote> byMember = new HashMap<>();

  /** Remembers a verified message's vote if none that comes later in the height was heard. */
  void hear(WireMessage message) {
    vote(message)
        .ifPresent(
            vote -> byMember.merge(vote.member(), vote, (a, b) -> place(b) > place(a) ? b : a));
  }

  Optional<Vote> of(int member) {
    return Optional.ofNullable(byMember.get(member));
  }

  /** The vote that a message is there to carry. */
  static Optional<Vote> vote(WireMessage message) {
    return switch (message) {
      case SignedObservation m -> Optional.of(m.vote());
      case Proposal m -> Optional.of(m.vote());
      case Prepare m -> Optional.of(m.vote());
      case Commit m -> Optional.of(m.vote());
      case RoundChange m -> Optional.of(m.vote());
      case Decided _, SigningMessage _, SignedReport _ -> Optional.empty();
    };
  }

  /** Votes in the order in which an honest member casts them. */
  private static long place(Vote vote) {
    int inRound =
        switch (vote.kind()) {
          case ROUND_CHANGE -> 0;
          case OBSERVATION -> 1;
          case PROPOSAL -> 2;
          case PREPARE -> 3;
          case COMMIT -> 4;
        };
    return 8L * vote.round() + inRound;
  }
}
