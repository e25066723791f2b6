package io.loadline.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitteeTest {
  private static final Bytes POINT =
      Bytes.fromHex("022f8bde4d1a07209355b4a7250a5c5128e88b84bddc619ab7cba8d569b240efe4");

  @Test
  void twoQuorumsShareAnHonestMemberAndOneIsReachableAtEverySize() {
    for (int n = 1; n <= 64; n++) {
      Committee committee = committee(n, 1);
      int f = committee.faults();
      int q = committee.quorum();
      assertThat(3 * f).as("n=%d", n).isLessThan(n);
      assertThat(2 * q - n).as("n=%d: overlap of two quorums", n).isGreaterThan(f);
      assertThat(q).as("n=%d: honest members alone", n).isLessThanOrEqualTo(n - f);
    }
  }

  @Test
  void quorumOfSixIsFourBecauseTwoHalvesWouldBeDisjoint() {
    assertThat(committee(6, 1).quorum()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 7, 64})
  void everyMemberLeadsOnceInAnySpanOfRounds(int n) {
    Committee committee = committee(n, 1);
    for (long height : new long[] {0, 1, 1_000_003, Long.MAX_VALUE - 100}) {
      Set<Integer> leaders = new HashSet<>();
      for (int round = 0; round < n; round++) {
        leaders.add(committee.leader(height, round));
      }
      assertThat(leaders).hasSize(n);
    }
  }

  @Test
  void leaderOrderChangesWithTheCommittee() {
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      first.add(committee(20, 1).leader(0, round));
      second.add(committee(20, 2).leader(0, round));
    }
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void refusesDoubleIdentitiesWrongOrderAndWrongSizes() {
    Member member = committee(1, 1).member(0);
    Digest network = Keccak.hash(new byte[0]);
    assertThatThrownBy(() -> Committee.of(network, 1, POINT, List.of()))
        .hasMessageContaining("1 to 64");
    assertThatThrownBy(() -> Committee.of(network, 1, POINT, List.of(member, member)))
        .hasMessageContaining("another index");
    Member twin = new Member(1, member.identity(), POINT);
    assertThatThrownBy(() -> Committee.of(network, 1, POINT, List.of(member, twin)))
        .hasMessageContaining("share one identity");
    assertThatThrownBy(() -> Committee.of(network, 1, Bytes.of(new byte[32]), List.of(member)))
        .hasMessageContaining("33 bytes");
  }

  private static Committee committee(int n, long epoch) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      byte[] identity = new byte[20];
      identity[19] = (byte) i;
      members.add(new Member(i, Address.of(identity), POINT));
    }
    return Committee.of(Keccak.hash(new byte[0]), epoch, POINT, members);
  }
}
