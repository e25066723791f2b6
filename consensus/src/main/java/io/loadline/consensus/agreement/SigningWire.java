package io.loadline.consensus.agreement;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.NonceCommitment;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.message.NonceOffer;
import io.loadline.consensus.message.NonceRequest;
import io.loadline.consensus.message.SessionNonces;
import io.loadline.consensus.message.SignRequest;
import io.loadline.consensus.message.SignShare;
import io.loadline.consensus.message.SigningMessage;
import io.loadline.consensus.roast.RoastMessage;
import io.loadline.consensus.roast.SigningSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ROAST's messages to and from their wire form. */
final class SigningWire {
  private SigningWire() {}

  /** An unsigned wire message. */
  static SigningMessage toWire(RoastMessage message, int sender, int resend) {
    SigningSubject subject = message.subject();
    return switch (message) {
      case RoastMessage.NonceRequest m ->
          new NonceRequest(
              subject.height(),
              subject.round(),
              subject.digest(),
              sender,
              m.attempt(),
              Voter.UNSIGNED,
              resend);
      case RoastMessage.NonceOffer m ->
          new NonceOffer(
              subject.height(),
              subject.round(),
              subject.digest(),
              sender,
              m.coordinator().member(),
              m.attempt(),
              Bytes.of(m.commitment().toBytes()),
              Voter.UNSIGNED,
              resend);
      case RoastMessage.SignRequest m ->
          new SignRequest(
              subject.height(),
              subject.round(),
              subject.digest(),
              sender,
              m.attempt(),
              m.session(),
              m.signers().stream().map(SigningWire::toWire).toList(),
              Voter.UNSIGNED,
              resend);
      case RoastMessage.SignShare m ->
          new SignShare(
              subject.height(),
              subject.round(),
              subject.digest(),
              sender,
              m.coordinator().member(),
              m.attempt(),
              m.session(),
              Bytes.of(m.z().toBytes()),
              Bytes.of(m.next().toBytes()),
              Voter.UNSIGNED,
              resend);
    };
  }

  static RoastMessage.NonceRequest fromWire(NonceRequest message) {
    return new RoastMessage.NonceRequest(subject(message), message.attempt());
  }

  /** Empty if the points are none. */
  static Optional<RoastMessage.NonceOffer> fromWire(NonceOffer message) {
    return NonceCommitment.parse(message.nonces().toArray())
        .map(nonces ->
            new RoastMessage.NonceOffer(
                subject(message),
                Identifier.ofMember(message.coordinator()),
                message.attempt(),
                nonces));
  }

  /** Empty if any point is none. */
  static Optional<RoastMessage.SignRequest> fromWire(SignRequest message) {
    List<SignerCommitment> signers = new ArrayList<>();
    for (SessionNonces signer : message.signers()) {
      Optional<NonceCommitment> nonces = NonceCommitment.parse(signer.nonces().toArray());
      if (nonces.isEmpty()) {
        return Optional.empty();
      }
      signers.add(new SignerCommitment(Identifier.ofMember(signer.member()), nonces.get()));
    }
    return Optional.of(
        new RoastMessage.SignRequest(
            subject(message), message.attempt(), message.session(), signers));
  }

  /** Empty if the scalar or a point is none. */
  static Optional<RoastMessage.SignShare> fromWire(SignShare message) {
    Optional<Scalar> share = Scalar.parse(message.share().toArray());
    Optional<NonceCommitment> next = NonceCommitment.parse(message.next().toArray());
    if (share.isEmpty() || next.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RoastMessage.SignShare(
            subject(message),
            Identifier.ofMember(message.coordinator()),
            message.attempt(),
            message.session(),
            share.get(),
            next.get()));
  }

  private static SessionNonces toWire(SignerCommitment signer) {
    return new SessionNonces(signer.signer().member(), Bytes.of(signer.commitment().toBytes()));
  }

  private static SigningSubject subject(SigningMessage message) {
    return new SigningSubject(message.height(), message.round(), message.digest());
  }
}
