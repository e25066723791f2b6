package io.loadline.consensus.message;

import io.loadline.consensus.Address;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.message.EvidencePair.Offence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Proof of an offence as a node keeps it: ready for the registry contract, and readable without the
 * committee's file.
 *
 * @param networkId the network whose registry takes it
 * @param identity the offender
 * @param kind what was signed twice; for amnesia COMMIT
 * @param round the round of the slot; for amnesia the COMMIT's
 * @param calldata what to send to the registry contract
 */
public record Evidence(
    Digest networkId,
    Address identity,
    Offence offence,
    VoteKind kind,
    Digest committee,
    long height,
    int round,
    Bytes calldata) {
  private static final int FORM = 1;
  private static final int MAX_CALLDATA_BYTES = 2_048;
  private static final int MAX_NAME_BYTES = 32;

  /** Makes a pair of votes of a committee ready to be kept and submitted. */
  public static Evidence of(Committee committee, EvidencePair pair) {
    Vote first = pair.first();
    return new Evidence(
        committee.networkId(),
        committee.member(pair.member()).identity(),
        pair.offence(),
        first.kind(),
        committee.digest(),
        first.height(),
        first.round(),
        RegistryCall.of(committee.digest(), pair));
  }

  /** The bytes to keep. */
  public byte[] toBytes() {
    return new ProtoWriter()
        .uint(1, FORM)
        .digest(2, networkId)
        .bytes(3, Bytes.of(identity.bytes()))
        .bytes(4, ascii(offence.name()))
        .bytes(5, ascii(kind.name()))
        .digest(6, committee)
        .uint(7, height)
        .uint(8, round)
        .bytes(9, calldata)
        .toByteArray();
  }

  /** Reads kept bytes; empty if these are none. */
  public static Optional<Evidence> parse(byte[] bytes) {
    try {
      ProtoReader in = new ProtoReader(bytes);
      if (in.uint(1, Long.MAX_VALUE) != FORM) {
        return Optional.empty();
      }
      var evidence =
          new Evidence(
              in.digest(2),
              Address.of(in.bytes(3, Address.LENGTH).toArray()),
              Offence.valueOf(name(in, 4)),
              VoteKind.valueOf(name(in, 5)),
              in.digest(6),
              in.height(7),
              in.counter(8),
              Bytes.of(in.bytes(9, 4, MAX_CALLDATA_BYTES)));
      in.end();
      return Optional.of(evidence);
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  private static String name(ProtoReader in, int field) throws IOException {
    return new String(in.bytes(field, 1, MAX_NAME_BYTES), StandardCharsets.US_ASCII);
  }
}
