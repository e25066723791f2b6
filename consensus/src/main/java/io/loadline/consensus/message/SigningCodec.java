package io.loadline.consensus.message;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Payloads of threshold-signing messages; field 1 is the kind, so that no two can be confused. */
final class SigningCodec {
  private static final int NONCE_REQUEST = 1;
  private static final int NONCE_OFFER = 2;
  private static final int SIGN_REQUEST = 3;
  private static final int SIGN_SHARE = 4;
  private static final int FETCH_OBSERVATIONS = 5;
  private static final int RECALL_REQUEST = 6;
  private static final int RECALL_ANSWER = 7;

  private SigningCodec() {}

  static ProtoWriter write(SigningMessage message) {
    return new ProtoWriter().message(1, payload(message)).signature(2, message.signature());
  }

  static ProtoWriter payload(SigningMessage message) {
    return switch (message) {
      case NonceRequest m -> head(NONCE_REQUEST, m).uint(6, m.attempt());
      case NonceOffer m ->
          head(NONCE_OFFER, m).uint(6, m.coordinator()).uint(7, m.attempt()).bytes(8, m.nonces());
      case SignRequest m -> {
        ProtoWriter out = head(SIGN_REQUEST, m).uint(6, m.attempt()).uint(7, m.session());
        for (SessionNonces signer : m.signers()) {
          out.message(8, new ProtoWriter().uint(1, signer.member()).bytes(2, signer.nonces()));
        }
        yield out;
      }
      case SignShare m ->
          head(SIGN_SHARE, m)
              .uint(6, m.coordinator())
              .uint(7, m.attempt())
              .uint(8, m.session())
              .bytes(9, m.share())
              .bytes(10, m.next());
      case FetchObservations m -> VoteCodec.writeRefs(head(FETCH_OBSERVATIONS, m), 6, m.refs());
      case RecallRequest m -> head(RECALL_REQUEST, m);
      case RecallAnswer m ->
          head(RECALL_ANSWER, m)
              .uint(6, m.member())
              .digest(7, m.vote())
              .signature(8, m.voteSignature());
    };
  }

  static SigningMessage read(ProtoReader in, int resend) throws IOException {
    ProtoReader payload = in.message(1);
    RecoverableSignature signature = in.signature(2);
    in.end();
    long kind = payload.uint(1, RECALL_ANSWER);
    Head head =
        new Head(
            payload.height(2),
            payload.counter(3),
            payload.digest(4),
            payload.member(5),
            signature,
            resend);
    SigningMessage message =
        switch ((int) kind) {
          case NONCE_REQUEST -> nonceRequest(head, payload);
          case NONCE_OFFER -> nonceOffer(head, payload);
          case SIGN_REQUEST -> signRequest(head, payload);
          case SIGN_SHARE -> signShare(head, payload);
          case FETCH_OBSERVATIONS -> fetch(head, payload);
          case RECALL_REQUEST ->
              new RecallRequest(
                  head.height, head.round, head.digest, head.sender, head.signature, head.resend);
          case RECALL_ANSWER -> recallAnswer(head, payload);
          default -> throw ProtoReader.malformed("unknown signing message " + kind);
        };
    payload.end();
    return message;
  }

  /** The fields that all signing messages begin with, and the two that are not signed. */
  private record Head(
      long height,
      int round,
      Digest digest,
      int sender,
      RecoverableSignature signature,
      int resend) {}

  private static ProtoWriter head(int kind, SigningMessage message) {
    return new ProtoWriter()
        .uint(1, kind)
        .uint(2, message.height())
        .uint(3, message.round())
        .digest(4, message.digest())
        .uint(5, message.sender());
  }

  private static NonceRequest nonceRequest(Head head, ProtoReader in) throws IOException {
    return new NonceRequest(
        head.height,
        head.round,
        head.digest,
        head.sender,
        in.counter(6),
        head.signature,
        head.resend);
  }

  private static NonceOffer nonceOffer(Head head, ProtoReader in) throws IOException {
    return new NonceOffer(
        head.height,
        head.round,
        head.digest,
        head.sender,
        in.member(6),
        in.counter(7),
        in.bytes(8, Limits.NONCES_BYTES),
        head.signature,
        head.resend);
  }

  private static SignRequest signRequest(Head head, ProtoReader in) throws IOException {
    int attempt = in.counter(6);
    int session = in.counter(7);
    List<SessionNonces> signers = new ArrayList<>();
    int last = -1;
    while (in.has(8)) {
      ProtoReader signer = in.message(8);
      last = VoteCodec.rising(last, signer.member(1));
      signers.add(new SessionNonces(last, signer.bytes(2, Limits.NONCES_BYTES)));
      signer.end();
    }
    return new SignRequest(
        head.height,
        head.round,
        head.digest,
        head.sender,
        attempt,
        session,
        signers,
        head.signature,
        head.resend);
  }

  private static SignShare signShare(Head head, ProtoReader in) throws IOException {
    int coordinator = in.member(6);
    int attempt = in.counter(7);
    int session = in.counter(8);
    Bytes share = in.bytes(9, Limits.SHARE_BYTES);
    Bytes next = in.bytes(10, Limits.NONCES_BYTES);
    return new SignShare(
        head.height,
        head.round,
        head.digest,
        head.sender,
        coordinator,
        attempt,
        session,
        share,
        next,
        head.signature,
        head.resend);
  }

  private static FetchObservations fetch(Head head, ProtoReader in) throws IOException {
    return new FetchObservations(
        head.height,
        head.round,
        head.digest,
        head.sender,
        VoteCodec.refs(in, 6),
        head.signature,
        head.resend);
  }

  private static RecallAnswer recallAnswer(Head head, ProtoReader in) throws IOException {
    int member = in.member(6);
    Digest vote = in.digest(7);
    return new RecallAnswer(
        head.height,
        head.round,
        head.digest,
        head.sender,
        member,
        vote,
        in.signature(8),
        head.signature,
        head.resend);
  }
}
