package io.loadline.consensus.ceremony;

import io.loadline.consensus.AbiWords;
import io.loadline.consensus.Address;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.frost.Identifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a ceremony shall bring about, agreed before it begins. Everything in it is hashed into the
 * session id, so members with different intents cannot take part in one session.
 *
 * <p>Three groups of people: <i>holders</i> deal and decide (when a key is made, the new committee;
 * otherwise the installed one), <i>receivers</i> get the shares (the committee that comes out), and
 * <i>participants</i> are both, holders first. Messages name their author by participant number.
 */
public final class CeremonyPlan {
  /** Holders and receivers that have nobody in common. */
  public static final int MAX_PARTICIPANTS = 2 * Committee.MAX_MEMBERS;

  private static final Digest TYPE =
      Keccak.hash(
          ("CeremonySession(bytes32 networkId,uint8 kind,uint64 keyEpoch,uint32 attempt,"
                  + "bytes32 installed,uint32 threshold,uint32 repaired,address[] identities)")
              .getBytes(StandardCharsets.US_ASCII));
  private static final int NONE = -1;

  private final CeremonyKind kind;
  private final Digest networkId;
  private final long keyEpoch;
  private final int attempt;
  private final @Nullable InstalledCommittee installed;
  private final List<Address> receivers;
  private final List<Address> participants;
  private final int repaired;
  private final Digest session;

  private CeremonyPlan(
      CeremonyKind kind,
      Digest networkId,
      long keyEpoch,
      int attempt,
      @Nullable InstalledCommittee installed,
      List<Address> receivers,
      int repaired) {
    if (receivers.isEmpty() || receivers.size() > Committee.MAX_MEMBERS) {
      throw new IllegalArgumentException(
          "a committee has 1 to 64 members, was " + receivers.size());
    }
    if (attempt < 0) {
      throw new IllegalArgumentException("attempts count from 0, was " + attempt);
    }
    this.kind = kind;
    this.networkId = networkId;
    this.keyEpoch = keyEpoch;
    this.attempt = attempt;
    this.installed = installed;
    this.receivers = List.copyOf(receivers);
    this.repaired = repaired;
    Set<Address> all = new LinkedHashSet<>();
    if (installed != null) {
      installed.committee().members().forEach(member -> all.add(member.identity()));
    }
    all.addAll(receivers);
    this.participants = List.copyOf(all);
    this.session = sessionId();
  }

  /** A new key of these operators; any quorum of them will sign. */
  public static CeremonyPlan generate(
      Digest networkId, long keyEpoch, List<Address> operators, int attempt) {
    return new CeremonyPlan(
        CeremonyKind.GENERATE, networkId, keyEpoch, attempt, null, sorted(operators), NONE);
  }

  /** The installed committee hands its key to these operators; any quorum of them will sign. */
  public static CeremonyPlan reshare(
      InstalledCommittee installed, List<Address> operators, int attempt) {
    return keeping(CeremonyKind.RESHARE, installed, sorted(operators), NONE, attempt);
  }

  /**
   * The installed committee replaces its own shares.
   *
   * @param intended who is meant; refused unless these are exactly the installed members
   */
  public static CeremonyPlan refresh(
      InstalledCommittee installed, List<Address> intended, int attempt) {
    List<Address> members = identities(installed);
    if (!new TreeSet<>(intended).equals(new TreeSet<>(members))
        || intended.size() != members.size()) {
      throw new IllegalArgumentException(
          "A refresh is of exactly the installed members. To add or leave out somebody, reshare.");
    }
    return keeping(CeremonyKind.REFRESH, installed, members, NONE, attempt);
  }

  /** The installed committee gives one of its members the lost share again. */
  public static CeremonyPlan repair(InstalledCommittee installed, int member, int attempt) {
    List<Address> members = identities(installed);
    Objects.checkIndex(member, members.size());
    if (installed.group().threshold() >= members.size()) {
      throw new IllegalArgumentException(
          "A share is repaired by a threshold of other members; there are not as many.");
    }
    return keeping(CeremonyKind.REPAIR, installed, members, member, attempt);
  }

  /** What for. */
  public CeremonyKind kind() {
    return kind;
  }

  /** The network in whose domain everything is signed. */
  public Digest networkId() {
    return networkId;
  }

  /** The epoch of the group key that comes out. */
  public long keyEpoch() {
    return keyEpoch;
  }

  /** How often the same was tried before. */
  public int attempt() {
    return attempt;
  }

  /** Who holds the key now; null when a key is made. */
  public @Nullable InstalledCommittee installed() {
    return installed;
  }

  /** The name of this ceremony, in everything it hashes, signs and encrypts. */
  public Digest session() {
    return session;
  }

  /** Everybody, holders first. */
  public List<Address> participants() {
    return participants;
  }

  /** The identities of the committee that comes out, in member order. */
  public List<Address> receivers() {
    return receivers;
  }

  /** How many participants, the first ones, deal and decide. */
  public int holders() {
    return installed == null ? receivers.size() : installed.committee().size();
  }

  /** How many holders decide. */
  public int deciders() {
    return quorum(holders());
  }

  /** How many dealers it takes: to have an honest majority, or to have the key at all. */
  public int leastDealers() {
    return installed == null ? quorum(holders()) : installed.group().threshold();
  }

  /** The threshold of the sharing that comes out; as many must confirm. */
  public int threshold() {
    return quorum(receivers.size());
  }

  /** How many receivers may be faulty. */
  public int faults() {
    return (receivers.size() - 1) / 3;
  }

  /** The participant with this identity. */
  public OptionalInt participant(Address identity) {
    int index = participants.indexOf(identity);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** A participant's place in the sharing that comes out, or null if it gets no share. */
  public @Nullable Identifier receiver(int participant) {
    int index = receivers.indexOf(participants.get(participant));
    return index < 0 ? null : Identifier.ofMember(index);
  }

  /** The participant that receives at this place of the sharing. */
  public int participantOf(Identifier receiver) {
    return participants.indexOf(receivers.get(receiver.member()));
  }

  /** The participant whose share is repaired, or -1. */
  public int repaired() {
    return repaired;
  }

  /** Whether a participant is expected to deal. */
  public boolean deals(int participant) {
    return participant < holders() && participant != repaired;
  }

  private static CeremonyPlan keeping(
      CeremonyKind kind,
      InstalledCommittee installed,
      List<Address> receivers,
      int repaired,
      int attempt) {
    Committee committee = installed.committee();
    return new CeremonyPlan(
        kind, committee.networkId(), committee.keyEpoch(), attempt, installed, receivers, repaired);
  }

  private static List<Address> identities(InstalledCommittee installed) {
    List<Address> identities = new ArrayList<>();
    installed.committee().members().forEach(member -> identities.add(member.identity()));
    return identities;
  }

  private static List<Address> sorted(List<Address> operators) {
    TreeSet<Address> sorted = new TreeSet<>(operators);
    if (sorted.size() != operators.size()) {
      throw new IllegalArgumentException("two operators share one identity address");
    }
    return List.copyOf(sorted);
  }

  private static int quorum(int members) {
    return (2 * members + 2) / 3;
  }

  private Digest sessionId() {
    AbiWords identities = new AbiWords();
    receivers.forEach(identities::address);
    return new AbiWords()
        .word(TYPE)
        .word(networkId)
        .uint(kind.code())
        .uint(keyEpoch)
        .uint(attempt)
        .word(installed == null ? Digest.of(new byte[32]) : installed.committee().digest())
        .uint(threshold())
        .uint(repaired == NONE ? 0xffff_ffffL : repaired)
        .word(identities.keccak())
        .keccak();
  }
}
