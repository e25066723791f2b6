package io.loadline.consensus.simulation;

import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.ObservationRef;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.PreparedCertificate;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.WireMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a liar remembers of others' messages, to build its own from. */
final class Heard {
  private static final int KEPT = 256;

  private final Committee committee;
  private final Map<Slot, ObservationVote> observations = new HashMap<>();
  private final Map<Slot, ProposalVote> proposals = new HashMap<>();
  private final Map<Value, TreeMap<Integer, MemberSignature>> prepares = new HashMap<>();
  private final List<WireMessage> messages = new ArrayList<>();

  private record Slot(long height, int round, int member) {}

  private record Value(long height, int round, Digest digest) {}

  Heard(Committee committee) {
    this.committee = committee;
  }

  void add(WireMessage message) {
    if (messages.size() < KEPT) {
      messages.add(message);
    }
    if (message instanceof SignedObservation(var vote, _)) {
      observations.put(new Slot(vote.height(), vote.round(), vote.member()), vote);
    } else if (message instanceof Proposal(var vote, _, _)) {
      proposals.put(new Slot(vote.height(), vote.round(), 0), vote);
    } else if (message instanceof Prepare(var vote, _)) {
      prepares
          .computeIfAbsent(
              new Value(vote.height(), vote.round(), vote.digest()), _ -> new TreeMap<>())
          .put(vote.member(), new MemberSignature(vote.member(), vote.signature()));
    }
  }

  List<WireMessage> messages() {
    return messages;
  }

  /** Everything heard for a round, as a list to propose. */
  ObservationList observations(long height, int round) {
    List<ObservationRef> refs = new ArrayList<>();
    for (int member = 0; member < committee.size(); member++) {
      ObservationVote vote = observations.get(new Slot(height, round, member));
      if (vote != null) {
        refs.add(new ObservationRef(member, vote.structHash(committee.digest())));
      }
    }
    return new ObservationList(round, refs);
  }

  /** The observations of a list without the last one, if that still is a quorum. */
  ObservationList shorter(ObservationList list, int quorum) {
    List<ObservationRef> refs = new ArrayList<>(list.refs());
    if (refs.size() > quorum) {
      refs.removeLast();
    }
    return new ObservationList(list.round(), refs);
  }

  /** What a list's observations sum up to, as far as they were heard. */
  Digest digest(long height, ObservationList list) {
    List<ObservationVote> bodies = new ArrayList<>();
    for (var ref : list.refs()) {
      ObservationVote body = observations.get(new Slot(height, list.round(), ref.member()));
      if (body != null) {
        bodies.add(body);
      }
    }
    return SumReports.digest(SumReports.report(height, bodies));
  }

  /** A true certificate of some round of a height, or null. */
  @Nullable PreparedCertificate certificate(long height, int quorum) {
    for (Map.Entry<Value, TreeMap<Integer, MemberSignature>> entry : prepares.entrySet()) {
      Value value = entry.getKey();
      ProposalVote proposal = proposals.get(new Slot(value.height, value.round, 0));
      if (value.height == height
          && entry.getValue().size() >= quorum
          && proposal != null
          && proposal.digest().equals(value.digest)) {
        return new PreparedCertificate(
            new Certificate(
                height, value.round, value.digest, List.copyOf(entry.getValue().values())),
            proposal);
      }
    }
    return null;
  }
}
