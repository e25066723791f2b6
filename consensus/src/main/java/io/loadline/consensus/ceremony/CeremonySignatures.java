package io.loadline.consensus.ceremony;

import io.loadline.consensus.AbiWords;
import io.loadline.consensus.Digest;
import io.loadline.consensus.IdentitySigner;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.message.Eip712;
import java.nio.charset.StandardCharsets;

/** What identity keys and the group key sign in a ceremony (docs/formats.md, section 2). */
final class CeremonySignatures {
  private static final Digest MESSAGE =
      type("CeremonyMessage(bytes32 session,uint8 phase,bytes32 content)");
  private static final Digest TEST =
      type("CeremonyTest(bytes32 session,bytes32 committee,bytes32 transcript)");

  private final CeremonyPlan plan;
  private final Eip712 domain;

  CeremonySignatures(CeremonyPlan plan) {
    this.plan = plan;
    this.domain = new Eip712(plan.networkId(), plan.session());
  }

  /** Signs a message of one's own. */
  SignedMessage sign(int author, CeremonyMessage message, IdentitySigner signer) {
    Digest content = CeremonyCodec.payload(author, message).keccak();
    return SignedMessage.of(author, message, signer.sign(digest(message.kind(), content)));
  }

  /** Whether the named author signed it: the payload's word for it is not enough. */
  boolean isByAuthor(SignedMessage message) {
    return message.author() < plan.participants().size()
        && message
            .signature()
            .recover(digest(message.message().kind(), message.content()))
            .filter(plan.participants().get(message.author())::equals)
            .isPresent();
  }

  /** The 32 bytes that the new shares sign together once, to show that they can. */
  Digest test(Digest committee, Digest transcript) {
    return domain.digest(
        new AbiWords().word(TEST).word(plan.session()).word(committee).word(transcript).keccak());
  }

  private Digest digest(MessageKind kind, Digest content) {
    return domain.digest(
        new AbiWords().word(MESSAGE).word(plan.session()).uint(kind.code()).word(content).keccak());
  }

  private static Digest type(String text) {
    return Keccak.hash(text.getBytes(StandardCharsets.US_ASCII));
  }
}
