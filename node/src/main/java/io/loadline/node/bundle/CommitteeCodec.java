package io.loadline.node.bundle;

import io.loadline.consensus.Address;
import io.loadline.consensus.frost.GroupKey;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.Point;
import io.loadline.node.observation.CertificateCodec;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** Canonical bytes of the committee with its first-key certificate, and of group signatures. */
public final class CommitteeCodec {
  private static final int WORD = Bytes32.SIZE;

  private CommitteeCodec() {}

  public static byte[] encode(FirstKeyCertificate committee) {
    CborWriter out = new CborWriter();
    out.array(10)
        .integer(committee.keyEpoch())
        .bytes(committee.groupKey().x())
        .integer(committee.groupKey().parity())
        .integer(committee.threshold())
        .list(committee.identities(), (w, identity) -> w.bytes(identity.bytes()))
        .list(committee.publicShares(), (w, share) -> w.bytes(share.toBytes()))
        .integer(committee.validFromHeight())
        .integer(committee.expiresAtHeight());
    CertificateCodec.writeSignatures(out, committee.signatures());
    writeSignature(out, committee.keyTest());
    return out.toByteArray();
  }

  public static FirstKeyCertificate decode(byte[] bytes) throws CborException {
    CborReader in = new CborReader(bytes);
    in.array(10);
    long keyEpoch = in.unsigned();
    int keyStart = in.offset();
    byte[] x = in.bytes(WORD);
    int parity = in.unsignedInt();
    GroupKey groupKey = CborReader.build(keyStart, () -> groupKey(x, parity));
    int threshold = in.unsignedInt();
    var identities = in.list(item -> Address.of(item.bytes(Address.LENGTH)));
    var publicShares = in.list(CommitteeCodec::readPoint);
    long validFrom = in.unsigned();
    long expiresAt = in.unsigned();
    var signatures = CertificateCodec.readSignatures(in);
    GroupSignature keyTest = readSignature(in);
    in.end();
    return CborReader.build(
        0,
        () ->
            new FirstKeyCertificate(
                keyEpoch,
                groupKey,
                threshold,
                identities,
                publicShares,
                validFrom,
                expiresAt,
                signatures,
                keyTest));
  }

  static void writeSignature(CborWriter out, GroupSignature signature) {
    byte[] words = signature.toBytes();
    out.array(3);
    for (int from = 0; from < words.length; from += WORD) {
      out.bytes(Arrays.copyOfRange(words, from, from + WORD));
    }
  }

  static GroupSignature readSignature(CborReader in) throws CborException {
    int start = in.offset();
    in.array(3);
    byte[] words = new byte[GroupSignature.LENGTH];
    for (int from = 0; from < words.length; from += WORD) {
      System.arraycopy(in.bytes(WORD), 0, words, from, WORD);
    }
    return CborReader.build(
        start,
        () ->
            GroupSignature.parse(words)
                .orElseThrow(refusal("not a point of the curve and a scalar below its order")));
  }

  /** A group key from its 32-byte x coordinate and the parity of y. */
  static GroupKey groupKey(byte[] x, int parity) {
    byte[] compressed = new byte[Point.LENGTH];
    compressed[0] = (byte) (2 + parity);
    System.arraycopy(x, 0, compressed, 1, WORD);
    return new GroupKey(
        (parity == 0 || parity == 1 ? Point.parse(compressed) : Optional.<Point>empty())
            .orElseThrow(refusal("the group key is not a point of the curve")));
  }

  private static Point readPoint(CborReader in) throws CborException {
    int start = in.offset();
    byte[] bytes = in.bytes(Point.LENGTH);
    return CborReader.build(
        start,
        () -> Point.parse(bytes).orElseThrow(refusal("a public share is no point of the curve")));
  }

  private static Supplier<IllegalArgumentException> refusal(String reason) {
    return () -> new IllegalArgumentException(reason);
  }
}
