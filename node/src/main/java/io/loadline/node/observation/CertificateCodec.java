package io.loadline.node.observation;

import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.risk.bytes.Limits;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;
import java.util.Comparator;
import java.util.List;

/** Canonical bytes of a COMMIT certificate, docs/formats.md section 8. */
public final class CertificateCodec {
  private CertificateCodec() {}

  /** The bytes that observations and bundles carry. */
  public static byte[] encode(Certificate certificate) {
    CborWriter out = new CborWriter();
    out.array(4)
        .integer(certificate.height())
        .integer(certificate.round())
        .bytes(certificate.digest().bytes());
    writeSignatures(out, certificate.signatures());
    return out.toByteArray();
  }

  /** Checks form and order; whose signatures they are is for {@link CommitCertificates}. */
  public static Certificate decode(byte[] bytes) throws CborException {
    CborReader in = new CborReader(bytes);
    in.array(4);
    long height = in.unsigned();
    int round = in.unsignedInt();
    Digest digest = Digest.of(in.bytes(Digest.LENGTH));
    List<MemberSignature> signatures = readSignatures(in);
    in.end();
    return new Certificate(height, round, digest, signatures);
  }

  /** A list of [member, signature]. */
  public static void writeSignatures(CborWriter out, List<MemberSignature> signatures) {
    out.list(signatures, (w, s) -> w.array(2).integer(s.member()).bytes(s.signature().bytes()));
  }

  /** A list of [member, signature], members rising. */
  public static List<MemberSignature> readSignatures(CborReader in) throws CborException {
    int start = in.offset();
    List<MemberSignature> signatures = in.list(CertificateCodec::readSignature);
    return CborReader.build(
        start,
        () ->
            Limits.rising(
                signatures, Comparator.comparingInt(MemberSignature::member), "signing members"));
  }

  private static MemberSignature readSignature(CborReader in) throws CborException {
    int start = in.offset();
    in.array(2);
    int member = in.unsignedInt();
    byte[] signature = in.bytes(RecoverableSignature.LENGTH);
    return CborReader.build(
        start,
        () ->
            new MemberSignature(
                Limits.index(member, Committee.MAX_MEMBERS, "member"),
                RecoverableSignature.of(signature)));
  }
}
