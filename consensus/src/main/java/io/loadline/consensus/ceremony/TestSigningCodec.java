package io.loadline.consensus.ceremony;

import io.loadline.consensus.Committee;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.NonceCommitment;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.message.Limits;
import io.loadline.consensus.message.ProtoReader;
import io.loadline.consensus.message.ProtoWriter;
import io.loadline.consensus.roast.RoastMessage;
import io.loadline.consensus.roast.SigningSubject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The test signature's steps from field 3 on: step, digest, attempt, then the step's own. A
 * ceremony has no heights or rounds: both are 0.
 */
final class TestSigningCodec {
  private static final int NONCE_REQUEST = 1;
  private static final int NONCE_OFFER = 2;
  private static final int SIGN_REQUEST = 3;
  private static final int SIGN_SHARE = 4;

  private TestSigningCodec() {}

  static void write(ProtoWriter out, RoastMessage message) {
    switch (message) {
      case RoastMessage.NonceRequest m -> head(out, NONCE_REQUEST, m);
      case RoastMessage.NonceOffer m ->
          head(out, NONCE_OFFER, m)
              .uint(6, m.coordinator().member())
              .bytes(7, m.commitment().toBytes());
      case RoastMessage.SignRequest m -> {
        head(out, SIGN_REQUEST, m).uint(6, m.session());
        for (SignerCommitment signer : m.signers()) {
          out.message(
              7,
              new ProtoWriter()
                  .uint(1, signer.signer().member())
                  .bytes(2, signer.commitment().toBytes()));
        }
      }
      case RoastMessage.SignShare m ->
          head(out, SIGN_SHARE, m)
              .uint(6, m.coordinator().member())
              .uint(7, m.session())
              .bytes(8, m.z().toBytes())
              .bytes(9, m.next().toBytes());
    }
  }

  static RoastMessage read(ProtoReader in) throws IOException {
    int step = (int) in.uint(3, SIGN_SHARE);
    SigningSubject subject = new SigningSubject(0, 0, in.digest(4));
    int attempt = in.counter(5);
    return switch (step) {
      case NONCE_REQUEST -> new RoastMessage.NonceRequest(subject, attempt);
      case NONCE_OFFER ->
          new RoastMessage.NonceOffer(subject, receiver(in, 6), attempt, nonces(in, 7));
      case SIGN_REQUEST ->
          new RoastMessage.SignRequest(
              subject, attempt, (int) in.uint(6, Committee.MAX_MEMBERS), signers(in));
      case SIGN_SHARE ->
          new RoastMessage.SignShare(
              subject,
              receiver(in, 6),
              attempt,
              (int) in.uint(7, Committee.MAX_MEMBERS),
              CeremonyCodec.required(Scalar.parse(in.bytes(8, Scalar.LENGTH).toArray())),
              nonces(in, 9));
      default -> throw ProtoReader.malformed("unknown step " + step);
    };
  }

  private static ProtoWriter head(ProtoWriter out, int step, RoastMessage message) {
    return out.uint(3, step).digest(4, message.subject().digest()).uint(5, message.attempt());
  }

  private static List<SignerCommitment> signers(ProtoReader in) throws IOException {
    List<SignerCommitment> signers = new ArrayList<>();
    while (in.has(7)) {
      ProtoReader signer = in.message(7);
      signers.add(new SignerCommitment(receiver(signer, 1), nonces(signer, 2)));
      signer.end();
      if (signers.size() > Committee.MAX_MEMBERS) {
        throw ProtoReader.malformed("too many signers");
      }
    }
    return signers;
  }

  private static Identifier receiver(ProtoReader in, int field) throws IOException {
    return Identifier.ofMember(in.member(field));
  }

  private static NonceCommitment nonces(ProtoReader in, int field) throws IOException {
    return CeremonyCodec.required(
        NonceCommitment.parse(in.bytes(field, Limits.NONCES_BYTES).toArray()));
  }
}
