package io.loadline.consensus.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.IdentitySigner;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.message.EvidencePair.Offence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The evidence of docs/vectors/votes.json: made here again from the votes, byte for byte; the
 * contract's tests send the same calldata and see the stake go.
 */
class EvidenceTest {
  private static final long HEIGHT = 77;
  private static final Committee COMMITTEE = VoteVectorsTest.committee(VoteVectorsTest.file());
  private static final Digest A = filled(0xaa);
  private static final Digest B = filled(0xbb);

  /** One of each kind, and both forms of amnesia, in the order of the file. */
  static Stream<EvidencePair> pairs() {
    return Stream.of(
        twice(0, signer -> proposal(signer, A), signer -> proposal(signer, B)),
        twice(1, signer -> prepare(signer, A), signer -> prepare(signer, B)),
        twice(2, signer -> commit(signer, A), signer -> commit(signer, B)),
        twice(3, signer -> observation(signer, 1), signer -> observation(signer, 2)),
        twice(0, signer -> change(signer, null), signer -> change(signer, new PreparedValue(1, A))),
        new EvidencePair(Offence.AMNESIA, commit(new Signer(1), A), change(new Signer(1), null)),
        new EvidencePair(
            Offence.AMNESIA,
            commit(new Signer(2), A),
            change(new Signer(2), new PreparedValue(1, B))));
  }

  @Test
  void calldataIsThatOfTheVectors() {
    List<String> expected = new ArrayList<>();
    for (JsonNode each : VoteVectorsTest.file().get("evidence")) {
      expected.add(each.get("calldata").asString());
    }
    assertThat(pairs().map(pair -> Evidence.of(COMMITTEE, pair).calldata().toString()))
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void comesBackAsItWasAndNamesTheOffender(EvidencePair pair) {
    Evidence evidence = Evidence.of(COMMITTEE, pair);
    assertThat(Evidence.parse(evidence.toBytes())).contains(evidence);
    assertThat(evidence.identity()).isEqualTo(COMMITTEE.member(pair.member()).identity());
    for (int length = 0; length < evidence.toBytes().length; length++) {
      assertThat(Evidence.parse(Arrays.copyOf(evidence.toBytes(), length))).isEmpty();
    }
  }

  private record Signer(int member) {
    RecoverableSignature sign(Digest struct) {
      byte[] secret = new byte[32];
      secret[31] = (byte) (member + 1);
      IdentitySigner signer = new LocalIdentitySigner(secret);
      return signer.sign(new Eip712(COMMITTEE).digest(struct));
    }
  }

  private static EvidencePair twice(
      int member, Function<Signer, Vote> first, Function<Signer, Vote> second) {
    Signer signer = new Signer(member);
    return new EvidencePair(Offence.DOUBLE_VOTE, first.apply(signer), second.apply(signer));
  }

  private static ProposalVote proposal(Signer signer, Digest digest) {
    ObservationList list = new ObservationList(2, List.of(new ObservationRef(0, A)));
    Digest struct = ProposalVote.structHash(COMMITTEE.digest(), HEIGHT, 2, digest, list.hash());
    return new ProposalVote(HEIGHT, 2, signer.member, digest, list, signer.sign(struct));
  }

  private static PrepareVote prepare(Signer signer, Digest digest) {
    Digest struct = PrepareVote.structHash(COMMITTEE.digest(), HEIGHT, 2, digest);
    return new PrepareVote(HEIGHT, 2, signer.member, digest, signer.sign(struct));
  }

  private static CommitVote commit(Signer signer, Digest digest) {
    Digest struct = CommitVote.structHash(COMMITTEE.digest(), HEIGHT, 2, digest);
    return new CommitVote(HEIGHT, 2, signer.member, digest, signer.sign(struct));
  }

  private static ObservationVote observation(Signer signer, int content) {
    Bytes body = Bytes.of((byte) content);
    Digest struct = ObservationVote.structHash(COMMITTEE.digest(), HEIGHT, 2, body);
    return new ObservationVote(HEIGHT, 2, signer.member, body, signer.sign(struct));
  }

  private static RoundChangeVote change(Signer signer, @Nullable PreparedValue prepared) {
    Digest struct = RoundChangeVote.structHash(COMMITTEE.digest(), HEIGHT, 3, prepared);
    return new RoundChangeVote(HEIGHT, 3, signer.member, prepared, signer.sign(struct));
  }

  private static Digest filled(int value) {
    byte[] bytes = new byte[Digest.LENGTH];
    Arrays.fill(bytes, (byte) value);
    return Digest.of(bytes);
  }
}
