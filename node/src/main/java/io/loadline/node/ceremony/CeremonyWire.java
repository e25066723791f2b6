package io.loadline.node.ceremony;

import io.loadline.consensus.agreement.MessageGate;
import io.loadline.consensus.agreement.MessageVerifier;
import io.loadline.consensus.ceremony.CeremonyEvent;
import io.loadline.consensus.ceremony.CeremonyGate;
import io.loadline.consensus.ceremony.CeremonyPlan;
import io.loadline.consensus.ceremony.HoldersAgreement;
import io.loadline.consensus.ceremony.SignedMessage;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.consensus.message.WireMessage;
import io.loadline.libp2p.gossip.Verdict;
import io.loadline.node.bundle.CommitteeCodec;
import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.node.bundle.FirstKeyVerifier;
import io.loadline.node.config.Manifest;
import io.loadline.risk.cbor.CborException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the ceremony topic: one byte that says what follows, and that. Every length is
 * bounded before anything is decoded, and nothing gets further that its author did not sign.
 * Thread-safe.
 */
final class CeremonyWire {
  /** Largest message in bytes. */
  static final int MAX_BYTES = 1 + CeremonyGate.MESSAGE_BYTES;

  private static final byte CEREMONY = 1;
  private static final byte HOLDERS = 2;
  private static final byte BIRTH = 3;
  private static final byte CERTIFICATE = 4;

  private final Manifest manifest;
  private final CeremonyGate ceremony;
  private final MessageGate holders;
  private final MessageCodec holdersCodec;
  private final Predicate<CeremonyInput> inbox;
  private volatile @Nullable MessageGate birth;

  /**
   * A wire of one session.
   *
   * @param inbox takes what is good; false if it has no room
   */
  CeremonyWire(
      Manifest manifest,
      CeremonyPlan plan,
      MessageVerifier holders,
      Predicate<CeremonyInput> inbox) {
    this.manifest = manifest;
    this.ceremony = new CeremonyGate(plan);
    this.holders = new MessageGate(holders);
    this.holdersCodec = new MessageCodec(holders.committee().digest());
    this.inbox = inbox;
  }

  /** From now on messages of the new committee can be checked. */
  void knowCommittee(MessageVerifier verifier) {
    birth = new MessageGate(verifier);
  }

  byte[] encode(SignedMessage message, int resend) {
    return tagged(CEREMONY, ceremony.encode(message, resend));
  }

  byte[] encodeHolders(WireMessage message) {
    return tagged(HOLDERS, holdersCodec.encode(message));
  }

  static byte[] encodeBirth(MessageCodec codec, WireMessage message) {
    return tagged(BIRTH, codec.encode(message));
  }

  static byte[] encode(FirstKeyCertificate certificate) {
    return tagged(CERTIFICATE, CommitteeCodec.encode(certificate));
  }

  /** Judges bytes from a peer and hands on what is good. */
  Verdict judge(byte[] data) {
    if (data.length < 2 || data.length > MAX_BYTES) {
      return Verdict.REJECT;
    }
    byte[] body = Arrays.copyOfRange(data, 1, data.length);
    return switch (data[0]) {
      case CEREMONY -> ceremony(body);
      case HOLDERS ->
          switch (holders.judge(body, new MessageGate.HeightWindow(1, HoldersAgreement.HIGHEST))) {
            case MessageGate.Verdict.Accept(var message) ->
                hand(new CeremonyInput.Holders(message));
            case MessageGate.Verdict.Ignore _ -> Verdict.IGNORE;
            case MessageGate.Verdict.Reject _ -> Verdict.REJECT;
          };
      case BIRTH -> birth(body);
      case CERTIFICATE -> certificate(body);
      default -> Verdict.IGNORE; // A byte, not an enum: a later version may have more.
    };
  }

  private Verdict ceremony(byte[] body) {
    return switch (ceremony.judge(body)) {
      case CeremonyGate.Verdict.Accept(var message) ->
          hand(new CeremonyInput.Ceremony(new CeremonyEvent.Received(message)));
      case CeremonyGate.Verdict.Ignore _ -> Verdict.IGNORE;
      case CeremonyGate.Verdict.Reject _ -> Verdict.REJECT;
    };
  }

  private Verdict birth(byte[] body) {
    MessageGate gate = birth;
    if (gate == null) {
      return Verdict.IGNORE; // The key is not known here yet. It will be said again.
    }
    return switch (gate.judge(
        body, new MessageGate.HeightWindow(KeyBirth.HEIGHT, KeyBirth.HEIGHT))) {
      case MessageGate.Verdict.Accept(var message) -> hand(new CeremonyInput.Birth(message));
      case MessageGate.Verdict.Ignore _ -> Verdict.IGNORE;
      case MessageGate.Verdict.Reject _ -> Verdict.REJECT;
    };
  }

  private Verdict certificate(byte[] body) {
    try {
      FirstKeyCertificate certificate = CommitteeCodec.decode(body);
      return FirstKeyVerifier.fault(manifest.genesis(), manifest.rulesHash(), certificate)
              .isPresent()
          ? Verdict.REJECT
          : hand(new CeremonyInput.Shown(certificate));
    } catch (CborException | IllegalArgumentException _) {
      return Verdict.REJECT;
    }
  }

  private Verdict hand(CeremonyInput input) {
    return inbox.test(input) ? Verdict.ACCEPT : Verdict.IGNORE;
  }

  private static byte[] tagged(byte tag, byte[] body) {
    byte[] all = new byte[1 + body.length];
    all[0] = tag;
    System.arraycopy(body, 0, all, 1, body.length);
    return all;
  }
}
