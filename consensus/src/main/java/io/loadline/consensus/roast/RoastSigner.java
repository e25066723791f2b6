package io.loadline.consensus.roast;

import io.loadline.consensus.Digest;
import io.loadline.consensus.frost.Frost;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.NonceCommitment;
import io.loadline.consensus.frost.NoncePair;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.frost.SignatureShare;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.frost.SigningContext;
import io.loadline.consensus.frost.SigningGroup;
import io.loadline.consensus.frost.SigningPackage;
import io.loadline.consensus.roast.RoastEffect.Refusal;
import io.loadline.consensus.roast.RoastEffect.Refused;
import io.loadline.consensus.roast.RoastEffect.Send;
import io.loadline.consensus.roast.RoastMessage.NonceOffer;
import io.loadline.consensus.roast.RoastMessage.NonceRequest;
import io.loadline.consensus.roast.RoastMessage.SignRequest;
import io.loadline.consensus.roast.RoastMessage.SignShare;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One member's hand on its key share during one height. It signs only a digest that it was told is
 * decided and that this node computed itself, only for a coordinator that announces the full list
 * of signers, and each nonce pair at most once: the first request that names a pair takes it away,
 * whatever becomes of the request.
 *
 * <p>Nonces live in this object only; it is never copied, stored or rolled back, which is why it is
 * mutable. Not thread-safe: one writer.
 */
public final class RoastSigner {
  /** Rounds and attempts for which one coordinator may ask commitments within a height. */
  private static final int MAX_REQUESTED_LINES = 16;

  private final KeyShare share;
  private final long height;
  private final RandomBytes random;
  private final Set<Digest> computed = new HashSet<>();
  private final TreeMap<LineKey, NonceLine> lines = new TreeMap<>();
  private final Map<Identifier, Integer> requestedLines = new HashMap<>();
  private @Nullable Digest decided;
  private @Nullable NonceCommitment lastCommitment;
  private boolean closed;

  /** One coordinator's subject; it knows one attempt, the highest. */
  private record LineKey(int round, Identifier coordinator) implements Comparable<LineKey> {
    @Override
    public int compareTo(LineKey other) {
      int byRound = Integer.compare(round, other.round);
      return byRound != 0 ? byRound : coordinator.compareTo(other.coordinator);
    }
  }

  /** A signer for one height that knows no digest yet. */
  public RoastSigner(KeyShare share, long height, RandomBytes random) {
    this.share = share;
    this.height = height;
    this.random = random;
  }

  /** Takes one event and says what to do. */
  public List<RoastEffect> on(SignerEvent event) {
    if (closed) {
      return List.of();
    }
    return switch (event) {
      case SignerEvent.Computed(var digest) -> {
        computed.add(digest);
        yield List.of();
      }
      case SignerEvent.Decided(var digest) -> decided(digest);
      case SignerEvent.NonceRequested(var sender, var request) -> nonceRequested(sender, request);
      case SignerEvent.SignRequested(var sender, var request) -> signRequested(sender, request);
      case SignerEvent.Tick() -> lastShares();
      case SignerEvent.Closed() -> close();
    };
  }

  /**
   * The commitment that goes with this node's COMMIT, for the leader of that round. Asked again
   * before any request came, it is the same one.
   *
   * @throws IllegalStateException for a digest that was not computed, or once the height is closed
   */
  public NonceOffer offerWithCommit(SigningSubject subject, Identifier coordinator) {
    if (closed || subject.height() != height || !computed.contains(subject.digest())) {
      throw new IllegalStateException("a COMMIT for what this node did not compute: " + subject);
    }
    LineKey key = new LineKey(subject.round(), coordinator);
    NonceLine line = lines.get(key);
    if (line == null || !line.subject.equals(subject)) {
      line = replace(key, new NonceLine(subject, coordinator, 0));
    }
    return line.offer(unusedPair(line));
  }

  private List<RoastEffect> decided(Digest digest) {
    if (decided != null && !decided.equals(digest)) {
      throw new IllegalStateException(
          "two decided digests at height " + height + ": " + decided + " and " + digest);
    }
    decided = digest;
    List<RoastEffect> effects = new ArrayList<>();
    for (NonceLine line : lines.values()) {
      if (line.held != null) {
        effects.addAll(answer(line, line.held));
      }
    }
    return List.copyOf(effects);
  }

  private List<RoastEffect> nonceRequested(Identifier sender, NonceRequest request) {
    SigningSubject subject = request.subject();
    if (!group().contains(sender)) {
      return refuse(sender, Refusal.NOT_A_MEMBER);
    }
    if (subject.height() != height) {
      return refuse(sender, Refusal.OTHER_SUBJECT);
    }
    if (!computed.contains(subject.digest())) {
      return refuse(sender, Refusal.NOT_COMPUTED);
    }
    LineKey key = new LineKey(subject.round(), sender);
    NonceLine line = lines.get(key);
    if (line != null && line.isFor(request)) {
      return line.unused == null
          ? refuse(sender, Refusal.NO_UNUSED_NONCE)
          : List.of(new Send(List.of(sender), line.offer(line.unused)));
    }
    if (line != null && line.attempt >= request.attempt()) {
      return refuse(sender, Refusal.OTHER_SUBJECT);
    }
    if (requestedLines.merge(sender, 1, Integer::sum) > MAX_REQUESTED_LINES) {
      return refuse(sender, Refusal.LIMIT_REACHED);
    }
    NonceLine fresh = replace(key, new NonceLine(subject, sender, request.attempt()));
    return List.of(new Send(List.of(sender), fresh.offer(unusedPair(fresh))));
  }

  private List<RoastEffect> signRequested(Identifier sender, SignRequest request) {
    NonceLine line = lines.get(new LineKey(request.subject().round(), sender));
    NoncePair pair = line == null ? null : line.unused;
    if (line == null || pair == null || !names(request, pair)) {
      return refuse(sender, Refusal.NO_UNUSED_NONCE);
    }
    line.unused = null; // From here on the pair serves this request or nothing.
    line.requests++;
    Refusal refusal = objection(line, request);
    if (refusal != null) {
      pair.burn();
      return refuse(sender, refusal);
    }
    NonceLine.Held held = new NonceLine.Held(request, pair);
    if (decided == null) {
      line.held = held;
      return List.of();
    }
    return answer(line, held);
  }

  private @Nullable Refusal objection(NonceLine line, SignRequest request) {
    List<SignerCommitment> signers = request.signers();
    if (!line.isFor(request)) {
      return Refusal.OTHER_SUBJECT;
    }
    if (line.held != null || line.requests > group().size() - group().threshold() + 1) {
      return Refusal.LIMIT_REACHED;
    }
    if (signers.size() != group().threshold()
        || !SigningPackage.isOrdered(signers)
        || !signers.stream().allMatch(entry -> group().contains(entry.signer()))) {
      return Refusal.BAD_SIGNER_LIST;
    }
    return null;
  }

  private List<RoastEffect> answer(NonceLine line, NonceLine.Held held) {
    line.held = null;
    Digest digest = line.subject.digest();
    if (!Objects.equals(decided, digest) || !computed.contains(digest)) {
      held.pair().burn();
      return refuse(line.coordinator, Refusal.NOT_DECIDED);
    }
    SigningContext context =
        new SigningContext(group(), new SigningPackage(held.request().signers(), digest.bytes()));
    SignatureShare signatureShare = Frost.sign(share, held.pair(), context);
    SignShare answer =
        new SignShare(
            line.subject,
            line.coordinator,
            line.attempt,
            held.request().session(),
            signatureShare.z(),
            unusedPair(line).commitment());
    line.lastShare = answer;
    return List.of(new Send(List.of(line.coordinator), answer));
  }

  private List<RoastEffect> lastShares() {
    List<RoastEffect> effects = new ArrayList<>();
    for (NonceLine line : lines.values()) {
      if (line.lastShare != null) {
        effects.add(new Send(List.of(line.coordinator), line.lastShare));
      }
    }
    return List.copyOf(effects);
  }

  private List<RoastEffect> close() {
    lines.values().forEach(NonceLine::burn);
    lines.clear();
    closed = true;
    return List.of();
  }

  /** Whether the request lists this member with this pair, however bad the rest of it is. */
  private boolean names(SignRequest request, NoncePair pair) {
    return request.signers().contains(new SignerCommitment(share.identifier(), pair.commitment()));
  }

  /** The line's unused pair, made now if there is none. */
  private NoncePair unusedPair(NonceLine line) {
    NoncePair pair = line.unused == null ? freshPair() : line.unused;
    line.unused = pair;
    return pair;
  }

  private NoncePair freshPair() {
    NoncePair pair = NoncePair.generate(share, random);
    if (lastCommitment != null && lastCommitment.sharesNonceWith(pair.commitment())) {
      throw new IllegalStateException(
          "The randomness source repeated itself. Signing stops: a repeated nonce gives the key "
              + "share away. Repair the machine's random number source.");
    }
    lastCommitment = pair.commitment();
    return pair;
  }

  private NonceLine replace(LineKey key, NonceLine line) {
    NonceLine old = lines.put(key, line);
    if (old != null) {
      old.burn();
    }
    return line;
  }

  private SigningGroup group() {
    return share.group();
  }

  private static List<RoastEffect> refuse(Identifier sender, Refusal refusal) {
    return List.of(new Refused(sender, refusal));
  }
}
