package io.loadline.consensus.ceremony;

import io.loadline.consensus.AbiWords;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.Member;
import io.loadline.consensus.frost.Dealer;
import io.loadline.consensus.frost.KeyShare;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The committee in which a session's holders vote, before it has a key of its own. Agreement ends a
 * height with a group signature; here it is made with a key that everybody can derive from the
 * session. <b>It is no secret and proves nothing</b>, and nobody relies on it: what proves a
 * decision is its quorum of COMMITs, each by an identity key. The committee's digest is the
 * session's own, so these votes mean nothing anywhere else.
 */
final class StandInKey {
  private static final Digest TYPE =
      Keccak.hash("CeremonyStandIn(bytes32 session)".getBytes(StandardCharsets.US_ASCII));

  private final Committee committee;
  private final List<KeyShare> shares;

  StandInKey(CeremonyPlan plan) {
    int[] blocks = {0};
    Dealer.Deal deal =
        Dealer.deal(
            plan.holders(), plan.deciders(), target -> expand(plan.session(), target, blocks));
    List<Member> members = new ArrayList<>();
    for (int holder = 0; holder < plan.holders(); holder++) {
      members.add(
          new Member(
              holder,
              plan.participants().get(holder),
              Bytes.of(deal.group().publicShares().get(holder).toBytes())));
    }
    this.committee =
        Committee.of(
            plan.networkId(),
            plan.keyEpoch(),
            Bytes.of(deal.group().key().point().toBytes()),
            members);
    this.shares = deal.shares();
  }

  Committee committee() {
    return committee;
  }

  KeyShare shareOf(int holder) {
    return shares.get(holder);
  }

  /** The same bytes for everybody. */
  private static void expand(Digest session, byte[] target, int[] blocks) {
    for (int at = 0; at < target.length; at += Digest.LENGTH) {
      byte[] block = new AbiWords().word(TYPE).word(session).uint(blocks[0]++).keccak().bytes();
      System.arraycopy(block, 0, target, at, Math.min(Digest.LENGTH, target.length - at));
    }
  }
}
