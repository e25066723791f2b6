package io.loadline.consensus.message;

import io.loadline.consensus.AbiWords;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import java.nio.charset.StandardCharsets;

/** The network's EIP-712 domain and the digests a committee's identity keys sign in it. */
public final class Eip712 {
  private static final Digest DOMAIN_TYPE =
      type("EIP712Domain(string name,string version,bytes32 salt)");
  private static final Digest NAME = type("Loadline");
  private static final Digest VERSION = type("1");
  private static final Digest SIGNING_MESSAGE =
      type("SigningMessage(bytes32 committee,uint64 height,bytes32 digest,bytes32 content)");

  private final Digest separator;
  private final Digest committee;

  /** The domain of the committee's network. */
  public Eip712(Committee committee) {
    this(committee.networkId(), committee.digest());
  }

  /** The domain of a network; votes name the committee by its digest. */
  public Eip712(Digest networkId, Digest committee) {
    this.separator =
        new AbiWords().word(DOMAIN_TYPE).word(NAME).word(VERSION).word(networkId).keccak();
    this.committee = committee;
  }

  /** keccak256 of an ASCII string: the hash of a type, a name or a version. */
  static Digest type(String text) {
    return Keccak.hash(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What is signed for a struct: keccak256(0x1901 || domain separator || struct hash). */
  public Digest digest(Digest structHash) {
    return Keccak.hash(new byte[] {0x19, 0x01}, separator.bytes(), structHash.bytes());
  }

  /** The struct hash of a vote of this committee. */
  public Digest structHash(Vote vote) {
    return vote.structHash(committee);
  }

  /** What a vote's signature signs. */
  public Digest digest(Vote vote) {
    return digest(structHash(vote));
  }

  /** What a threshold-signing message's signature signs. */
  public Digest digest(SigningMessage message) {
    return digest(signingStruct(message.height(), message.digest(), MessageCodec.payload(message)));
  }

  Digest signingStruct(long height, Digest digest, Bytes payload) {
    return new AbiWords()
        .word(SIGNING_MESSAGE)
        .word(committee)
        .uint(height)
        .word(digest)
        .word(payload.keccak())
        .keccak();
  }
}
